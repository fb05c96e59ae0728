/** Parts of ConnectWise's page that our panel must not cover, in the top window's viewport, in CSS pixels. */
export interface Obstacle {
  /** `bar`: banner, tab strip, toolbar; `dialog`: one of their windows or an open list. */
  kind: 'bar' | 'dialog';
  rect: { left: number; top: number; right: number; bottom: number };
}
