package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/law"
)

func (s *server) calendarRoutes() {
	huma.Register(s.api, operation("calendar", http.MethodGet, "/calendar", "Years whose holidays are known", "calendar"), s.calendar)
	huma.Register(s.api, operation("load-calendar", http.MethodPost, "/calendar", "Load a year's holiday notice; open dates are computed anew", "calendar"), s.loadCalendar)
}

type calendarOutput struct{ Body law.Calendar }

func (s *server) calendar(ctx context.Context, _ *struct{}) (*calendarOutput, error) {
	almanac, err := s.Almanacs.Almanac(ctx)
	return &calendarOutput{Body: almanac.Calendar}, s.fail(err)
}

type yearInput struct{ Body law.CalendarYear }

func (s *server) loadCalendar(ctx context.Context, in *yearInput) (*struct{}, error) {
	a, err := only(ctx, dispute.Operator)
	if err != nil {
		return nil, s.fail(err)
	}
	almanac, err := s.Almanacs.Almanac(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	if _, err := almanac.Calendar.With(in.Body); err != nil {
		return nil, s.fail(dispute.Invalid([]dispute.FieldError{{Field: "days", Reason: dispute.Text{
			ZH: "节假日安排有误：" + err.Error(), EN: err.Error()}}}))
	}
	if err := s.Almanacs.LoadYear(ctx, in.Body, a.ID); err != nil {
		return nil, s.fail(err)
	}
	return nil, s.fail(s.Engine.CalendarChanged(ctx))
}
