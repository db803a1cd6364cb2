/** Under which name the place in a room is kept in the tab. */
export const seatName = (id: string, no: number): string => `room/${id}/${no}`
