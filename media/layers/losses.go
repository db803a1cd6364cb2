package layers

// Losses are counted over a second, which is two looks, and over up to three where less is
// told than says something. What left a second before should have been told of, if it was
// so much.
const (
	lossLooks  = 2
	mostLooks  = 6
	fewestTold = 12
	dueLooks   = 2
	fewestDue  = 8
)

// Losses is how much of what carries a number was lost of late. It is known within a tenth
// of a second, and counts what was lost though it was sent again; a report on a voice may be
// five seconds old, and does not.
type Losses struct {
	looks [mostLooks]Flow
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
	l.looks[l.n%mostLooks] = f
	l.n++
	l.tells = l.tells || f.Told > 0
	sent, due, told := l.due()
	lately, lost := l.lately()
	switch {
	case sent == 0:
		l.part, l.known = 0, false
		clear(l.looks[:])
	case l.tells && due >= fewestDue && due >= 4*told:
		l.part, l.known = 1-float64(told)/float64(due), true
	case lately >= fewestTold:
		l.part, l.known = float64(lost)/float64(lately), true
	}
	return l.part, l.known
}

// Unsure tells that there is something to be told of, by one who tells, and too little has
// been told.
func (l *Losses) Unsure() bool {
	sent, _, _ := l.due()
	return l.tells && !l.known && sent > 0
}

// due counts what left of late, what of it should have been told of by now, and of how much
// was told.
func (l *Losses) due() (sent, due, told int) {
	for back := range dueLooks + lossLooks {
		f := l.back(back)
		sent += f.Sent
		told += f.Told
		if back >= lossLooks {
			due += f.Sent
		}
	}
	return sent, due, told
}

// lately counts back until there is enough to go by.
func (l *Losses) lately() (told, lost int) {
	for back := range mostLooks {
		if back >= lossLooks && told >= fewestTold {
			break
		}
		f := l.back(back)
		told += f.Told
		lost += f.Lost
	}
	return told, lost
}

// back is the look so many before the last.
func (l *Losses) back(looks int) Flow {
	return l.looks[(l.n-1-looks+mostLooks)%mostLooks]
}
