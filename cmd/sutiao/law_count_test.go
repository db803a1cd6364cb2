package main

import (
	"encoding/json"
	"strings"
	"testing"

	"sutiao/law"
)

func TestCountPrintsTheLastDay(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"--from 2026-03-02 --limit 30d", "2026-04-01\n"},
		{"-from=2026-02-12 -limit=3wd", "2026-02-24\n"},
		{"--from 2026-01-31 --limit 1m", "2026-02-28\n"},
		{"--from 2024-10-01 --limit 2y", "2026-10-08\n"},
		{"--from 2026-12-08 --limit 30d", "2027-01-07 (暂定 provisional)\n"},
		{"--from 2026-03-02 --limit 30d --stop 2026-03-10..2026-03-20", "2026-04-13\n"},
		{"--from 2026-03-02 --limit 30d --stop 2026-03-10..2026-03-15 --stop 2026-03-20..2026-03-25", "2026-04-13\n"},
		{"--from 2026-03-02 --limit 30d --stop 2026-03-10..", "2026-04-01 (计时停止 stopped)\n"},
	} {
		var out, errOut strings.Builder
		code := runLaw(append([]string{"count"}, strings.Fields(c.args)...), &out, &errOut)
		if code != 0 || out.String() != c.want || errOut.Len() > 0 {
			t.Errorf("%s: code %d, %q, %q", c.args, code, out.String(), errOut.String())
		}
	}
}

func TestAWrongCommandLineNamesTheFlag(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"count --limit 30d", "-from"},
		{"count --from 2026-03-02", "-limit"},
		{"count --from 2026-02-30 --limit 30d", "-from"},
		{"count --from 2026-03-02 --limit 30", "-limit"},
		{"count --from 2026-03-02 --limit 0d", "-limit"},
		{"count --from 2026-03-02 --limit 30d --stop 2026-03-10", "-stop"},
		{"count --from 2026-03-02 --limit 30d --stop 2026-03-10..2026-03-09", "-stop"},
		{"count --from 2026-03-02 --limit 30d --stop ..2026-03-09", "-stop"},
		{"count --from 2026-03-02 --limit 30d --explain=perhaps", "-explain"},
		{"count --until 2026-03-02", "-until"},
		{"count --from 2026-03-02 --limit 30d more", `"more"`},
		{"guess", `"guess"`},
		{"", "usage"},
	} {
		var out, errOut strings.Builder
		code := runLaw(strings.Fields(c.args), &out, &errOut)
		if code != 2 || out.Len() > 0 || !strings.Contains(errOut.String(), c.want) {
			t.Errorf("%s: code %d, %q, %q", c.args, code, out.String(), errOut.String())
		}
	}
}

func TestHelpIsNoError(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"-h"}, {"count", "-h"}} {
		var out, errOut strings.Builder
		if code := runLaw(args, &out, &errOut); code != 0 || out.Len()+errOut.Len() == 0 {
			t.Errorf("%v: code %d", args, code)
		}
	}
}

func TestExplainCitesTheArticles(t *testing.T) {
	var out, errOut strings.Builder
	runLaw(strings.Fields("count --from 2026-03-02 --limit 30d --stop 2026-03-10..2026-03-20 --explain"), &out, &errOut)
	for _, want := range []string{
		"2026-03-02  期间开始之日，不计算在期间内", "[民事诉讼法 85]", "2026-03-10起至2026-03-20前停止计时，10日不计入", "人民法院在线调解规则 26",
		"2026-04-13  最后一日为休息日，以其后第一日（周一）为最后一日", "最后一日 last day: 2026-04-13\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
}

func TestCountSpeaksJSON(t *testing.T) {
	var out, errOut strings.Builder
	runLaw(strings.Fields("count --from 2026-03-02 --limit 30d --json"), &out, &errOut)
	want := "{\n  \"from\": \"2026-03-02\",\n  \"last\": \"2026-04-01\",\n  \"due\": \"2026-04-02T00:00:00+08:00\"\n}\n"
	if out.String() != want {
		t.Errorf("got %s", out.String())
	}
	out.Reset()
	runLaw(strings.Fields("count --from 2026-12-08 --limit 30d --json --explain"), &out, &errOut)
	var got law.Computation
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	if !got.Provisional || len(got.Steps) != 3 || got.Steps[2].Kind != law.StepProvisional {
		t.Errorf("got %+v", got)
	}
}
