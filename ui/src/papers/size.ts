/** A size as people read it: 12 KB, 3.4 MB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  const mega = bytes / 1024 / 1024
  return `${mega < 10 ? mega.toFixed(1) : Math.round(mega)} MB`
}
