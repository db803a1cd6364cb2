// Chat that was sent and not answered. It goes out again under its key, so that it stands
// once; but what was meant for a caucus is never sent into another place by itself.

export interface Unsent {
  key: string
  text: string
  place: string
  /** Waits for its author: where it was meant for is gone. */
  stranded: boolean
}

export const mayGoNow = (u: Unsent, place: string): boolean => !u.stranded && u.place === place

/** On another node the caucuses have other names: their texts wait for their author. */
export const strand = (box: Unsent[], fresh: boolean, place: string): Unsent[] =>
  box.map((u) => (u.place !== place || (fresh && place !== '') ? { ...u, stranded: true } : u))
