package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/dispute/catalogue"
	"sutiao/dispute/records"
)

func (s *server) registerRoutes() {
	huma.Register(s.api, operation("organisations", http.MethodGet, "/organisations", "Mediation organisations", "register"), s.organisations)
	huma.Register(s.api, operation("create-organisation", http.MethodPost, "/organisations", "Register an organisation", "register"), s.createOrganisation)
	huma.Register(s.api, operation("mediators", http.MethodGet, "/organisations/{id}/mediators", "Mediators of an organisation", "register"), s.mediators)
	huma.Register(s.api, operation("courts", http.MethodGet, "/courts", "Courts connected", "register"), s.courts)
	huma.Register(s.api, operation("create-court", http.MethodPost, "/courts", "Connect a court", "register"), s.createCourt)
	huma.Register(s.api, operation("catalogue", http.MethodGet, "/catalogue", "Types of dispute", "register"), s.catalogue)
}

// organisation is what the public may see of one (在线调解规则 5).
type organisation struct {
	ID         string   `json:"id,omitempty" maxLength:"60"`
	Name       string   `json:"name" minLength:"1" maxLength:"120"`
	CreditCode string   `json:"creditCode,omitempty" maxLength:"18"`
	Kind       string   `json:"kind" enum:"industry,people,commercial,administrative,lawyer,court-invited" doc:"行业、人民、商事、行政、律师 or 法院特邀"`
	Courts     []string `json:"courts,omitempty" doc:"codes of the courts that invited it" maxItems:"50"`
	Scope      []string `json:"scope,omitempty" doc:"types of dispute it takes" maxItems:"50"`
	Fees       bool     `json:"fees,omitempty" doc:"charges for mediation"`
}

type organisationInput struct{ Body organisation }
type organisationOutput struct{ Body organisation }
type organisationsOutput struct {
	Body struct {
		Items []organisation `json:"items"`
	}
}

func organisationOf(o records.Organisation) organisation {
	return organisation{ID: o.ID, Name: o.Name, CreditCode: o.CreditCode, Kind: o.Kind, Courts: o.Courts, Scope: o.Scope, Fees: o.Fees}
}

func (s *server) createOrganisation(ctx context.Context, in *organisationInput) (*organisationOutput, error) {
	if _, err := only(ctx, dispute.Operator); err != nil {
		return nil, s.fail(err)
	}
	b := in.Body
	var p dispute.Problems
	if b.CreditCode != "" {
		for _, f := range dispute.CheckIdentity(dispute.CreditCodeDocument, b.CreditCode) {
			if !f.Overridable {
				p.Add("creditCode", f.MessageZH, f.MessageEN)
			}
		}
	}
	for _, id := range b.Scope {
		if _, ok := catalogue.Lookup(id); !ok {
			p.Add("scope", "没有这种纠纷类型："+id, "no such type of dispute: "+id)
		}
	}
	if err := orNil(p); err != nil {
		return nil, s.fail(err)
	}
	o, err := s.Register.CreateOrganisation(ctx, records.Organisation{
		ID: b.ID, Name: b.Name, CreditCode: b.CreditCode, Kind: b.Kind, Courts: b.Courts, Scope: b.Scope, Fees: b.Fees,
	})
	if err != nil {
		return nil, s.fail(err)
	}
	return &organisationOutput{Body: organisationOf(*o)}, nil
}

func (s *server) organisations(ctx context.Context, _ *struct{}) (*organisationsOutput, error) {
	if _, err := account(ctx); err != nil {
		return nil, s.fail(err)
	}
	list, err := s.Register.Organisations(ctx)
	out := &organisationsOutput{}
	out.Body.Items = []organisation{}
	for _, o := range list {
		out.Body.Items = append(out.Body.Items, organisationOf(o))
	}
	return out, s.fail(err)
}

type mediator struct {
	Account     string   `json:"account"`
	Name        string   `json:"name"`
	Specialties []string `json:"specialties,omitempty"`
	FullTime    bool     `json:"fullTime,omitempty"`
}

type mediatorsOutput struct {
	Body struct {
		Items []mediator `json:"items"`
	}
}

type byID struct {
	ID string `path:"id" maxLength:"60"`
}

func (s *server) mediators(ctx context.Context, in *byID) (*mediatorsOutput, error) {
	if _, err := account(ctx); err != nil {
		return nil, s.fail(err)
	}
	list, err := s.Register.Mediators(ctx, in.ID)
	out := &mediatorsOutput{}
	out.Body.Items = []mediator{}
	for _, m := range list {
		if m.Public {
			out.Body.Items = append(out.Body.Items, mediator{Account: m.Account, Name: m.Name, Specialties: m.Specialties, FullTime: m.FullTime})
		}
	}
	return out, s.fail(err)
}

type court struct {
	Code     string `json:"code" minLength:"1" maxLength:"10" doc:"法院代字, such as 京0102"`
	Name     string `json:"name" minLength:"1" maxLength:"120"`
	Endpoint string `json:"endpoint,omitempty" format:"uri" doc:"where the court's own system receives; empty: it works in these pages"`
}

type courtInput struct{ Body court }
type courtsOutput struct {
	Body struct {
		Items []court `json:"items"`
	}
}

func (s *server) createCourt(ctx context.Context, in *courtInput) (*struct{}, error) {
	if _, err := only(ctx, dispute.Operator); err != nil {
		return nil, s.fail(err)
	}
	c := records.Court{Code: in.Body.Code, Name: in.Body.Name}
	if in.Body.Endpoint != "" {
		c.Endpoint = &in.Body.Endpoint
	}
	return nil, s.fail(s.Register.PutCourt(ctx, c))
}

func (s *server) courts(ctx context.Context, _ *struct{}) (*courtsOutput, error) {
	if _, err := account(ctx); err != nil {
		return nil, s.fail(err)
	}
	list, err := s.Register.Courts(ctx)
	out := &courtsOutput{}
	out.Body.Items = []court{}
	for _, c := range list {
		out.Body.Items = append(out.Body.Items, court{Code: c.Code, Name: c.Name})
	}
	return out, s.fail(err)
}

func (s *server) courtKnown(ctx context.Context, code string) (bool, error) {
	list, err := s.Register.Courts(ctx)
	for _, c := range list {
		if c.Code == code {
			return true, err
		}
	}
	return false, err
}

type catalogueOutput struct {
	Body struct {
		Items []disputeType `json:"items"`
	}
}

// disputeType is a type of the catalogue with the names of its causes of action.
type disputeType struct {
	catalogue.Type
	CauseNames []dispute.Cause `json:"causeNames"`
}

func (s *server) catalogue(context.Context, *struct{}) (*catalogueOutput, error) {
	out := &catalogueOutput{}
	out.Body.Items = []disputeType{}
	for _, t := range catalogue.All() {
		item := disputeType{Type: t}
		for _, number := range t.Causes {
			if cause, err := dispute.CauseByNumber(t.CauseVersion, number); err == nil {
				item.CauseNames = append(item.CauseNames, cause)
			}
		}
		out.Body.Items = append(out.Body.Items, item)
	}
	return out, nil
}
