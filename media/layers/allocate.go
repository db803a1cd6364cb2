// Package layers decides what of a simulcast a viewer gets: how many bits the way to him
// carries, how they are shared among the tracks he sees, and when he is better off with
// sound alone, or with writing.
package layers

import (
	"cmp"
	"slices"
)

// None is the choice of no layer.
const None = -1

// Count is how many layers a simulcast has at most: "l", "m" and "h".
const Count = 3

// Index finds the layer of a restriction identifier (RFC 8851), or None. A track without
// simulcast is its own lowest layer.
func Index(rid string) int {
	switch rid {
	case "", "l":
		return 0
	case "m":
		return 1
	case "h":
		return 2
	}
	return None
}

// Track is one video track as one viewer might get it.
type Track struct {
	Rates  [Count]int // bits a second measured; 0 where the layer isn't sent
	Most   int        // highest layer wished, or None
	Now    int        // present choice, or None
	Weight int        // greater comes first: screen, then who speaks, then the rest
}

// spare is how much more than its rate must be free before a layer is taken up: in
// hundredths. Without it a viewer at the edge would go up and down all the time.
const spare = 115

// Allocate shares out the bits and returns a layer, or None, for each track: all get
// their lowest before any gets better.
func Allocate(budget int, tracks []Track) []int {
	chosen := make([]int, len(tracks))
	order := make([]int, len(tracks))
	for i := range tracks {
		chosen[i], order[i] = None, i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		// Whom one sees already one goes on seeing.
		return cmp.Or(cmp.Compare(tracks[b].Weight, tracks[a].Weight),
			cmp.Compare(min(tracks[b].Now, 0), min(tracks[a].Now, 0)))
	})
	for better := true; better; {
		better = false
		for _, i := range order {
			next := tracks[i].above(chosen[i])
			if next == None {
				continue
			}
			cost := tracks[i].rate(next) - tracks[i].rate(chosen[i])
			need := cost
			if next > tracks[i].Now {
				need = cost * spare / 100
			}
			if need <= budget {
				chosen[i], budget, better = next, budget-cost, true
			}
		}
	}
	return chosen
}

// Dark tells that there is video, and none of it was chosen.
func Dark(chosen []int, tracks []Track) bool {
	there := false
	for i, t := range tracks {
		if chosen[i] != None {
			return false
		}
		there = there || t.Lowest() > 0
	}
	return there
}

// Lowest is the rate of the cheapest layer that is sent, or 0.
func (t Track) Lowest() int { return t.rate(t.above(None)) }

// Next is what the cheapest of the next better layers costs, in bits a second with what
// must be spare, or 0 where all is as wished.
func Next(tracks []Track) int {
	cheapest := 0
	for _, t := range tracks {
		if l := t.above(t.Now); l != None {
			cost := (t.rate(l) - t.rate(t.Now)) * spare / 100
			if cheapest == 0 || cost < cheapest {
				cheapest = cost
			}
		}
	}
	return max(cheapest, 0)
}

// above finds the next better layer that is sent and wished.
func (t Track) above(layer int) int {
	for l := layer + 1; l <= t.Most; l++ {
		if t.Rates[l] > 0 {
			return l
		}
	}
	return None
}

func (t Track) rate(layer int) int {
	if layer == None {
		return 0
	}
	return t.Rates[layer]
}
