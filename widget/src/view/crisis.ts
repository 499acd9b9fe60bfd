// Crisis lines as plain links: they work with the server down and offline.
import { h, icon, link } from "./dom";
import type { Context } from "./context";

type Line = readonly [href: string, label: string, note: string];

function lines({ i18n, config }: Context): Line[] {
  const { t } = i18n;
  const all: Line[] = [
    ["tel:988", t("crisisCall"), t("crisisCallNote")],
    ["sms:988", t("crisisText"), t("crisisTextNote")],
    ["sms:741741?body=HOME", t("crisisHome"), t("crisisHomeNote")],
    ["tel:911", t("crisisEmergency"), t("crisisEmergencyNote")],
  ];
  const own = config.crisisPhone;
  if (own) all.push([telHref(own), t("crisisClinic", { phone: own }), t("crisisClinicNote")]);
  return all;
}

export function telHref(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  return digits.length === 10 ? `tel:+1${digits}` : `tel:${phone.trim().startsWith("+") ? "+" : ""}${digits}`;
}

function crisisLink([href, label, note]: Line): HTMLLIElement {
  const anchor = link(href, "", "a.crisis-link");
  anchor.append(h("span.crisis-label", {}, label), h("span.crisis-note", {}, note));
  return h("li", {}, anchor);
}

/** The "In crisis?" disclosure in the header. */
export function crisisBar(context: Context): HTMLDetailsElement {
  const { t } = context.i18n;
  const summary = h("summary.crisis-summary", {}, icon("heart"), h("span", {}, t("crisis")), h("span.crisis-hint", {}, t("crisisHint")), icon("down"));
  const list = h("ul.crisis-list", {}, ...lines(context).map(crisisLink));
  const card = h("div.crisis-card", {}, h("p", {}, t("crisisLead")), list);
  return h("details.crisis", {}, summary, card);
}

/** Large call and text buttons under a crisis or urgent medical reply. */
export function crisisActions(context: Context, medical: boolean): HTMLElement {
  const [call, text, , emergency] = lines(context);
  const shown = medical ? [emergency, call] : [call, text, emergency];
  const items = shown.filter((line): line is Line => line !== undefined);
  return h("ul.crisis-actions", {}, ...items.map(([href, label]) => h("li", {}, link(href, label, "a.crisis-action"))));
}
