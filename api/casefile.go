package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
)

func (s *server) caseFileRoutes() {
	huma.Register(s.api, fileOperation("case-file", "/disputes/{id}/case-file", "The case file 卷宗 as one signed ZIP"), s.caseFile)
}

// caseFile has the file put together as the case stands now, and sends it. The same state
// gives the same file.
func (s *server) caseFile(ctx context.Context, in *byID) (*huma.StreamResponse, error) {
	// It holds the whole ledger, what was offered in vain too, which courts must not be shown
	// (在线调解规则 18): the organisation takes it out and answers for where it goes.
	if _, err := only(ctx, dispute.Manager, dispute.Mediator); err != nil {
		return nil, s.fail(err)
	}
	_, c, err := s.seenCase(ctx, in.ID)
	if err != nil {
		return nil, s.fail(err)
	}
	if c.Organisation == "" {
		return nil, s.fail(&dispute.Error{Code: dispute.CodeNotPermitted, Message: dispute.Text{
			ZH: "尚无调解组织受理，没有可以装订的卷宗", EN: "no organisation has the case yet; there is nothing to bind"}})
	}
	f, err := s.Engine.CaseFile(ctx, c.ID, c.Seq)
	if err != nil {
		return nil, s.fail(err)
	}
	return s.sendFile(ctx, f.Keeper, f)
}
