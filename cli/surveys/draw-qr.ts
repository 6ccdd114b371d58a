/** QR codes as SVG: dark on white whatever stands around it, with the quiet zone that readers need. */
import encodeQR from 'qr';

/** Modules of white around the code (ISO/IEC 18004, 9.1). */
const quietZone = 4;

/** An SVG that leads to an address. Error correction of 25 %: it is printed, folded, and scratched. */
export const drawQr = (address: string): string => {
  const dark = encodeQR(address, 'raw', { ecc: 'quartile', border: quietZone });
  const size = dark.length;
  const path = dark.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>\n`;
};
