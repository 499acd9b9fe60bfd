// Gives the widget the key of the chat in which the intake goes on (widget/src/storage.ts reads it).
try {
  localStorage.setItem("frontdesk-chat", document.currentScript.dataset.key);
  localStorage.setItem("frontdesk-chat-seen", String(Date.now()));
  localStorage.removeItem("frontdesk-chat-read"); // told of another chat
} catch {
  // a browser that keeps nothing starts a new chat
}
// going back to this page must not post the date of birth again
history.replaceState(null, "", location.pathname);
