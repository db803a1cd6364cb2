package layers

// Losses are counted over a second, which is two looks, and tell something of so many
// packets. What left a second before should have been told of, if it was so much.
const (
	lossLooks  = 2
	fewestTold = 12
	dueLooks   = 2
	fewestDue  = 8
)

// Losses is how much of what carries a number was lost of late. It is known within a tenth
// of a second, and counts what was lost though it was sent again; a report on a voice may be
// five seconds old, and does not.
type Losses struct {
	looks [dueLooks + lossLooks]Flow
	n     int
	tells bool // the client has told of something
	part  float64
	known bool
}

// Look takes what was told since the last look, and returns the part that was lost, from 0
// to 1. It is not known before enough was told, nor when nothing has been sent for a while.
// Where hardly anything is said any more of what left long enough ago, the way is as bad as
// that: what is told comes back on it. Else too little to tell changes nothing.
func (l *Losses) Look(f Flow) (part float64, known bool) {
	l.looks[l.n%len(l.looks)] = f
	l.n++
	sent, due, told, lately, lost := 0, 0, 0, 0, 0
	for i := range l.looks {
		f := l.looks[(l.n+i)%len(l.looks)] // the oldest first
		sent += f.Sent
		told += f.Told
		if i < dueLooks {
			due += f.Sent
			continue
		}
		lately += f.Told
		lost += f.Lost
	}
	l.tells = l.tells || told > 0
	switch {
	case lately >= fewestTold:
		l.part, l.known = float64(lost)/float64(lately), true
	case l.tells && due >= fewestDue && due >= 4*told:
		l.part, l.known = 1-float64(told)/float64(due), true
	case sent == 0:
		l.part, l.known = 0, false
	}
	return l.part, l.known
}
