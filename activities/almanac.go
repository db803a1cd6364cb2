package activities

import (
	"context"

	"sutiao/law"
)

// FetchAlmanac reads calendar and configured lengths, so that the history keeps what the
// dispute counted with. Only the years around the case travel: the history pays by size.
func (a *Activities) FetchAlmanac(ctx context.Context, year int) (law.Almanac, error) {
	almanac, err := a.Almanacs.Almanac(ctx)
	if err != nil {
		return law.Almanac{}, err
	}
	var near []law.CalendarYear
	for _, y := range almanac.Calendar.Years {
		if y.Year >= year-1 && y.Year <= year+3 {
			near = append(near, y)
		}
	}
	almanac.Calendar.Years = near
	return almanac, nil
}
