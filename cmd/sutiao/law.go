package main

import (
	"fmt"
	"io"
)

const lawUsage = `usage: sutiao law <command>

  count    count a period and explain its end
  limits   print the table of periods
  powers   print who may do which act
  rules    print all rules

"sutiao law <command> -h" explains a command.
`

// runLaw answers questions about the law without a server. It returns the exit code: 0, or
// 2 where the command line is wrong.
func runLaw(args []string, out, errOut io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(errOut, lawUsage)
		return 2
	}
	switch sub, rest := args[0], args[1:]; sub {
	case "count":
		return runLawCount(rest, out, errOut)
	case "limits", "powers", "rules":
		return runLawTables(sub, rest, out, errOut)
	case "-h", "-help", "--help", "help":
		fmt.Fprint(out, lawUsage)
		return 0
	default:
		fmt.Fprintf(errOut, "sutiao law: unknown command %q\n\n%s", sub, lawUsage)
		return 2
	}
}
