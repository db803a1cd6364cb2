package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sutiao/dispute"
	"sutiao/law"
)

// runLawTables prints the tables: limits, powers, or the whole as a page.
func runLawTables(sub string, args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("law "+sub, flag.ContinueOnError)
	flags.SetOutput(errOut)
	stage := flags.String("stage", "", "only this stage, such as signing")
	role := flags.String("role", "", "only this role, such as mediator")
	folder := flags.String("out", "", "folder to write rules.md into")
	asJSON := flags.Bool("json", false, "print JSON")
	if flags.Parse(args) != nil {
		return 2
	}
	switch sub {
	case "limits":
		return printLimits(out, *asJSON)
	case "powers":
		return printPowers(*stage, *role, *asJSON, out, errOut)
	default:
		return printRules(*folder, out, errOut)
	}
}

func printLimits(out io.Writer, asJSON bool) int {
	type row struct {
		ID       string              `json:"id"`
		Name     dispute.Text        `json:"name"`
		Length   string              `json:"length"`
		From     []dispute.Fact      `json:"from"`
		Then     dispute.Consequence `json:"then"`
		Standing law.Standing        `json:"standing"`
		Source   string              `json:"source"`
	}
	var rows []row
	for _, l := range law.Limits() {
		rows = append(rows, row{l.ID, l.Name, l.Length.String(), l.From, l.Then, l.Standing, l.Source})
	}
	if asJSON {
		return printJSON(out, rows)
	}
	for _, r := range rows {
		_, _ = fmt.Fprintf(out, "%-5s %-6s %s · %s\n      %v → %s · %s · %s\n",
			r.ID, r.Length, r.Name.ZH, r.Name.EN, r.From, r.Then, r.Standing, r.Source)
	}
	return 0
}

func printPowers(stage, role string, asJSON bool, out, errOut io.Writer) int {
	if stage != "" && dispute.Stage(stage).Name() == (dispute.Text{}) {
		_, _ = fmt.Fprintf(errOut, "--stage: 没有这个阶段 · no such stage: %s\n", stage)
		return 2
	}
	if role != "" && !dispute.Known(dispute.Roles(), dispute.Role(role)) {
		_, _ = fmt.Fprintf(errOut, "--role: 没有这个角色 · no such role: %s\n", role)
		return 2
	}
	type row struct {
		Act    dispute.Act     `json:"act"`
		Name   dispute.Text    `json:"name"`
		By     []dispute.Role  `json:"by"`
		During []dispute.Stage `json:"during"`
		If     []string        `json:"if,omitempty"`
		Source string          `json:"source"`
	}
	var rows []row
	for _, p := range law.Powers() {
		if stage != "" && !slices.Contains(p.During, dispute.Stage(stage)) ||
			role != "" && !slices.Contains(p.By, dispute.Role(role)) {
			continue
		}
		r := row{Act: p.Act, Name: p.Act.Name(), By: p.By, During: p.During, Source: p.Source}
		for _, c := range p.If {
			r.If = append(r.If, c.ID)
		}
		rows = append(rows, r)
	}
	if asJSON {
		return printJSON(out, rows)
	}
	for _, r := range rows {
		_, _ = fmt.Fprintf(out, "%-24s %s · %s\n", r.Act, r.Name.ZH, r.Name.EN)
		if len(r.If) > 0 {
			_, _ = fmt.Fprintf(out, "%-24s if %s\n", "", strings.Join(r.If, ", "))
		}
		_, _ = fmt.Fprintf(out, "%-24s %s\n", "", r.Source)
	}
	return 0
}

func printJSON(out io.Writer, v any) int {
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if enc.Encode(v) != nil {
		return 1
	}
	return 0
}

func printRules(folder string, out, errOut io.Writer) int {
	if folder == "" {
		_, _ = io.WriteString(out, law.Document())
		return 0
	}
	if err := os.WriteFile(filepath.Join(folder, "rules.md"), []byte(law.Document()), 0o644); err != nil { //nolint:gosec // a page of documentation is for everyone
		_, _ = fmt.Fprintln(errOut, err)
		return 1
	}
	return 0
}
