// Holds the state; tells listeners after each change.
import { initialState, reduce, type Action, type State } from "./state";

export interface Store {
  get(): State;
  dispatch(action: Action): void;
  subscribe(listener: (state: State) => void): void;
}

export function createStore(): Store {
  let state = initialState;
  const listeners: Array<(state: State) => void> = [];
  return {
    get: () => state,
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener(next);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}
