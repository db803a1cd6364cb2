package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"sutiao/dispute"
	"sutiao/operations"
	"sutiao/storage"
)

const opsUsage = `usage: sutiao ops <command>

  list                                   disputes that are stuck, and where
  show  DISPUTE                          how it stands, and its history with checkpoints
  retry DISPUTE [--reason TEXT]          try its failing steps again now
  reset DISPUTE --to EVENT --reason TEXT set it back to a checkpoint
`

// runOps is the operator's command line.
func runOps(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 0 {
		return errors.New(strings.TrimSpace(opsUsage))
	}
	// What is missing is said before anything is connected to.
	id, rest := "", []string(nil)
	switch args[0] {
	case "list":
	case "show", "retry", "reset":
		if len(args) < 2 || strings.HasPrefix(args[1], "-") {
			return errors.New("请给出案件编号 · name the dispute")
		}
		id, rest = args[1], args[2:]
	default:
		return errors.New(strings.TrimSpace(opsUsage))
	}
	s, err := loadSettings(os.LookupEnv)
	if err != nil {
		return err
	}
	desk, done, err := openDesk(ctx, s)
	if err != nil {
		return err
	}
	defer done()
	switch args[0] {
	case "show":
		return opsShow(ctx, desk, id, out)
	case "retry":
		return opsRetry(ctx, desk, id, rest, out)
	case "reset":
		return opsReset(ctx, desk, id, rest, out)
	default:
		return opsList(ctx, desk, out)
	}
}

// openDesk connects to the engines that the environment names, or to those of the running
// `sutiao up`.
func openDesk(ctx context.Context, s settings) (operations.Desk, func(), error) {
	var desk operations.Desk
	address, database := s.TemporalAddress, s.DatabaseURL
	if address == "" || database == "" {
		c, err := readConnection(s)
		if err != nil {
			return desk, nil, err
		}
		address, database = c.Temporal, c.API
	}
	keys, err := localKeys(s)
	if err != nil {
		return desk, nil, err
	}
	c, err := engineClient(ctx, address, s.TemporalNamespace, keys)
	if err != nil {
		return desk, nil, err
	}
	db, err := storage.Open(ctx, database, storage.Options{MaxConnections: 2})
	if err != nil {
		c.Close()
		return desk, nil, err
	}
	desk = operations.Desk{
		Client: c, Namespace: s.TemporalNamespace, Records: db,
		Operator: dispute.Actor{Account: "ops:" + os.Getenv("USER"), Role: dispute.Operator},
	}
	return desk, func() { c.Close(); _ = db.Close() }, nil
}

func opsList(ctx context.Context, desk operations.Desk, out io.Writer) error {
	stuck, err := desk.List(ctx)
	if err != nil {
		return err
	}
	if len(stuck) == 0 {
		_, err = fmt.Fprintln(out, "没有卡住的案件 · nothing is stuck")
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "DISPUTE\tSTEP\tATTEMPTS\tSINCE\tLAST ERROR")
	for _, s := range stuck {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\n", s.Dispute, s.Step, s.Attempts, s.Since.In(dispute.Beijing).Format(time.DateTime), s.Error)
	}
	return w.Flush()
}

func opsShow(ctx context.Context, desk operations.Desk, id string, out io.Writer) error {
	state, err := desk.State(ctx, id)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(out, "%s  %s  %d events\n", id, state.Status, state.Events)
	if state.TaskAttempt > 1 {
		_, _ = fmt.Fprintf(out, "! 流程代码出错，第%d次 · the workflow's code fails, attempt %d\n", state.TaskAttempt, state.TaskAttempt)
	}
	if !state.Waiting.IsZero() {
		_, _ = fmt.Fprintf(out, "! 等待工作进程 · waits for a worker since %s\n", state.Waiting.In(dispute.Beijing).Format(time.DateTime))
	}
	for _, p := range state.Pending {
		next := "正在进行 · under way"
		if !p.Next.IsZero() {
			next = "next " + p.Next.In(dispute.Beijing).Format(time.DateTime)
		}
		_, _ = fmt.Fprintf(out, "! %s  attempt %d  %s  %s\n", p.Name, p.Attempt, next, p.Error)
	}
	moments, err := desk.History(ctx, id)
	if err != nil {
		return err
	}
	for _, m := range moments {
		_, _ = fmt.Fprintf(out, "%6d  %s  %s\n", m.Event, m.At.Format(time.DateTime), m.What)
	}
	return nil
}

func opsRetry(ctx context.Context, desk operations.Desk, id string, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("ops retry", flag.ContinueOnError)
	reason := flags.String("reason", "", "why")
	if err := flags.Parse(args); err != nil {
		return err
	}
	outcome, err := desk.Retry(ctx, id, *reason)
	return tell(outcome, err, out)
}

func opsReset(ctx context.Context, desk operations.Desk, id string, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("ops reset", flag.ContinueOnError)
	to := flags.Int64("to", 0, "checkpoint, an event number of ops show")
	reason := flags.String("reason", "", "why")
	if err := flags.Parse(args); err != nil {
		return err
	}
	outcome, err := desk.Reset(ctx, id, *to, *reason)
	return tell(outcome, err, out)
}

func tell(o operations.Outcome, err error, out io.Writer) error {
	if err != nil {
		return err
	}
	mark := "✗"
	if o.Passed {
		mark = "✓"
	}
	_, err = fmt.Fprintln(out, mark, o.Text)
	return err
}
