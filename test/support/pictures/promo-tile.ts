/**
 * Markup of the small promo tile: little text, since it is often shown at half its size.
 * @param icon PNG in Base64
 */
export function promoTile(icon: string): string {
  return `<!doctype html>
<style>
  body { margin: 0; width: 440px; height: 280px; display: grid; align-content: center; justify-items: center; gap: 14px;
    background: #0b57a4; color: #fff; font: 600 26px/1.2 system-ui, sans-serif; text-align: center; }
  img { width: 96px; height: 96px; border-radius: 20px; background: #fff; }
  p { margin: 0; font-weight: 400; font-size: 18px; }
</style>
<img alt="" src="data:image/png;base64,${icon}">
<div>Backup Bridge<br>for ConnectWise</div>
<p>Backup data where you bill and work</p>`;
}
