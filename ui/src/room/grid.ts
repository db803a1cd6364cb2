// How to lay out tiles of one shape in a space, as large as they can be.

export interface Grid {
  columns: number
  width: number
  height: number
}

const shape = 4 / 3
const gap = 8

export function bestGrid(width: number, height: number, n: number): Grid {
  let best: Grid = { columns: 1, width: 0, height: 0 }
  for (let columns = 1; columns <= n; columns++) {
    const rows = Math.ceil(n / columns)
    const w = (width - gap * (columns - 1)) / columns
    const h = (height - gap * (rows - 1)) / rows
    // A tile may be somewhat wider or higher than its shape: faces are in the middle.
    const tile = { w: Math.min(w, h * shape * 1.35), h: Math.min(h, (w / shape) * 1.25) }
    if (tile.w * tile.h > best.width * best.height) best = { columns, width: Math.floor(tile.w), height: Math.floor(tile.h) }
  }
  return best
}
