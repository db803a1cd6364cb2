package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"sutiao/dispute"
	"sutiao/law"
)

func (s *server) systemRoutes() {
	huma.Register(s.api, operation("system", http.MethodGet, "/system", "Clock and calendar", "system"), s.system)
}

type systemOutput struct {
	Body struct {
		Version   string       `json:"version"`
		Now       time.Time    `json:"now" doc:"the calendar's time, Beijing"`
		Today     dispute.Date `json:"today"`
		Shortened bool         `json:"shortened" doc:"a demonstration clock: statutory days are shorter than real ones"`
		DayLength string       `json:"dayLength,omitempty" doc:"how long a day lasts on the demonstration clock"`
		// Provisional lists the years whose holiday notice is still missing.
		Provisional []int `json:"provisionalYears"`
	}
}

func (s *server) system(ctx context.Context, _ *struct{}) (*systemOutput, error) {
	almanac, err := s.Almanacs.Almanac(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	out := &systemOutput{}
	out.Body.Version, out.Body.Now = Version, s.now()
	out.Body.Today, out.Body.Shortened = dispute.DateOf(out.Body.Now), s.Clock.Shortened()
	if out.Body.Shortened {
		out.Body.DayLength = s.Clock.Day.String()
	}
	out.Body.Provisional = []int{}
	for _, y := range almanac.Calendar.Years {
		if y.Status != law.YearOfficial {
			out.Body.Provisional = append(out.Body.Provisional, y.Year)
		}
	}
	return out, nil
}

func (s *server) healthy(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), 2*time.Second)
	defer cancel()
	for _, part := range s.Health {
		if err := part.Ping(ctx); err != nil {
			c.String(http.StatusServiceUnavailable, "unavailable")
			return
		}
	}
	c.String(http.StatusOK, "ok")
}
