package offers

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"sutiao/dispute"
)

func round(t interface{ Fatal(...any) }, take, pay int64) Outcome {
	var b Book
	if _, err := b.Open(); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(b.Enter(dispute.Applicant, take), b.Enter(dispute.Respondent, pay)); err != nil {
		t.Fatal(err)
	}
	o, err := b.Close()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestFiguresThatOverlapMeetInTheMiddle(t *testing.T) {
	for _, c := range []struct{ take, pay, mid int64 }{
		{100, 100, 100}, {0, 0, 0}, {100, 200, 150}, {100, 101, 100}, {0, Most, Most / 2}, {Most, Most, Most},
	} {
		if o := round(t, c.take, c.pay); !o.Matched || o.Midpoint != c.mid {
			t.Errorf("%d and %d: %+v", c.take, c.pay, o)
		}
	}
}

func TestFiguresThatDoNotOverlapTellNothing(t *testing.T) {
	var nobody Book
	if _, err := nobody.Open(); err != nil {
		t.Fatal(err)
	}
	empty, err := nobody.Close()
	if err != nil {
		t.Fatal(err)
	}
	want, _ := json.Marshal(empty)
	rapid.Check(t, func(t *rapid.T) {
		pay := rapid.Int64Range(0, Most-1).Draw(t, "pay")
		take := rapid.Int64Range(pay+1, Most).Draw(t, "take")
		got, _ := json.Marshal(round(t, take, pay))
		if string(got) != string(want) {
			t.Fatalf("%d and %d answer %s, nobody %s", take, pay, got, want)
		}
	})
}

func TestEveryAnswerHasTheSameSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := round(t, rapid.Int64Range(0, Most).Draw(t, "take"), rapid.Int64Range(0, Most).Draw(t, "pay"))
		text, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) != len(`{"round":"01","matched":"no ","midpoint":"00000000000000"}`) {
			t.Fatalf("%s", text)
		}
	})
}

func TestOneSideAloneLooksLikeNoMatch(t *testing.T) {
	var b Book
	_, _ = b.Open()
	_ = b.Enter(dispute.Respondent, Most)
	if o, _ := b.Close(); o.Matched || o.Midpoint != 0 {
		t.Fatalf("%+v", o)
	}
}

func TestAClosedRoundForgetsTheFigures(t *testing.T) {
	var b Book
	_, _ = b.Open()
	_ = b.Enter(dispute.Applicant, 5)
	_ = b.Enter(dispute.Respondent, 3)
	_, _ = b.Close()
	if !reflect.DeepEqual(b.figure, [2]int64{}) || b.has != [2]int{} {
		t.Fatalf("%v", fmt.Sprint(b.figure))
	}
	_, _ = b.Open()
	_ = b.Enter(dispute.Respondent, 9)
	if o, _ := b.Close(); o.Matched {
		t.Fatal("a figure of the round before was used")
	}
}

func TestWhatDoesNotBelongIsRefused(t *testing.T) {
	var b Book
	if err := b.Enter(dispute.Applicant, 1); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	for range Rounds {
		_, _ = b.Open()
		_, _ = b.Close()
	}
	if _, err := b.Open(); !errors.Is(err, ErrRounds) {
		t.Error(err)
	}
	var c Book
	_, _ = c.Open()
	if err := c.Enter(dispute.ThirdParty, 1); !errors.Is(err, ErrSide) {
		t.Error(err)
	}
	if err := errors.Join(c.Enter(dispute.Applicant, -1), c.Enter(dispute.Applicant, Most+1)); !errors.Is(err, ErrFigure) {
		t.Error(err)
	}
}
