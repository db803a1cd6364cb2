package activities

import (
	"context"

	"sutiao/law"
)

// FetchAlmanac reads calendar and configured lengths, so that the history keeps what the
// dispute counted with.
func (a *Activities) FetchAlmanac(ctx context.Context, year int) (law.Almanac, error) {
	almanac, err := a.Almanacs.Almanac(ctx)
	if err != nil {
		return law.Almanac{}, err
	}
	return almanac.Near(year), nil
}
