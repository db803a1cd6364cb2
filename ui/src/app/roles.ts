// Which pages a role has. What it may do there is the server's to say.

import type { Me } from '../api/client.ts'

export const isParty = (user: Me): boolean => user.role === 'party'
export const isCourt = (user: Me): boolean => user.role === 'clerk' || user.role === 'judge'
export const isManager = (user: Me): boolean => user.role === 'manager'
export const mayRefer = (user: Me): boolean => ['manager', 'clerk', 'judge'].includes(user.role)
