package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"sutiao/dispute"
	"sutiao/law"
)

// countQuestion is the command line of "sutiao law count".
type countQuestion struct {
	from    dispute.Date
	limit   law.Length
	stops   []law.Stop
	explain bool
	asJSON  bool
}

func runLawCount(args []string, out, errOut io.Writer) int {
	q, err := parseCountQuestion(args, errOut)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintf(errOut, "sutiao law count: %v\n", err)
		return 2
	}
	answer := law.Count(q.from, q.limit, q.stops, law.BuiltIn())
	switch {
	case q.asJSON:
		err = printCountJSON(q, answer, out)
	case q.explain:
		err = explainCount(answer, out)
	default:
		_, err = fmt.Fprintln(out, answerLine(answer))
	}
	if err != nil {
		fmt.Fprintf(errOut, "sutiao law count: %v\n", err)
		return 1
	}
	return 0
}

func parseCountQuestion(args []string, errOut io.Writer) (countQuestion, error) {
	var q countQuestion
	flags := flag.NewFlagSet("sutiao law count", flag.ContinueOnError)
	// The flag package would print each error once itself; help alone goes out by it.
	flags.SetOutput(io.Discard)
	flags.TextVar(&q.from, "from", dispute.Date{}, "`day` on which the period begins, such as 2026-03-02; it is not counted itself")
	flags.TextVar(&q.limit, "limit", law.Length{}, "`length`: 30d, 3wd (working days), 6m, 2y or 48h")
	flags.Func("stop", "`from..to`: time that is not counted; the clock runs again on the day to; without to it still stands; may be repeated", q.addStop)
	flags.BoolVar(&q.explain, "explain", false, "explain each step and cite its article")
	flags.BoolVar(&q.asJSON, "json", false, "print the computation as JSON, with its steps if -explain is set")
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		flags.SetOutput(errOut)
		flags.Usage()
		return q, err
	case err != nil:
		return q, err
	case flags.NArg() > 0:
		return q, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case q.from.IsZero():
		return q, errors.New("flag -from: is required, such as --from 2026-03-02")
	case q.limit == law.Length{}:
		return q, errors.New("flag -limit: is required, such as --limit 30d")
	}
	return q, nil
}

func (q *countQuestion) addStop(s string) error {
	from, to, ok := strings.Cut(s, "..")
	if !ok {
		return errors.New("want from..to, such as 2026-03-10..2026-03-20, or from.. while the clock stands")
	}
	var stop law.Stop
	var err error
	if stop.From, err = dispute.ParseDate(from); err != nil {
		return err
	}
	if to != "" {
		if stop.To, err = dispute.ParseDate(to); err != nil {
			return err
		}
		if stop.To.Before(stop.From) {
			return errors.New("ends before it begins")
		}
	}
	q.stops = append(q.stops, stop)
	return nil
}

func answerLine(c law.Computation) string {
	line := c.Last.String()
	if c.Stopped {
		line += " (计时停止 stopped)"
	}
	if c.Provisional {
		line += " (暂定 provisional)"
	}
	return line
}

func printCountJSON(q countQuestion, c law.Computation, out io.Writer) error {
	if !q.explain {
		c.Steps = nil
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(c)
}

func explainCount(c law.Computation, out io.Writer) error {
	var b strings.Builder
	for _, s := range c.Steps {
		fmt.Fprintf(&b, "%s  %s\n            %s\n            [%s]\n", s.Date, s.ZH, s.EN, s.Source)
	}
	fmt.Fprintf(&b, "最后一日 last day: %s\n", answerLine(c))
	_, err := io.WriteString(out, b.String())
	return err
}
