// Command sutiao runs the online litigation–mediation system and its tools.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

const usage = `sutiao 诉调 · online litigation–mediation for banking and insurance disputes

  up        run everything here, on private engines    一键启动
  api       run the site and the API                   网站与接口
  worker    run the disputes                           流程
  media     run a media node                           视频节点
  migrate   bring the database up to date              数据库升级
  demo      drive the example disputes to their ends   演示
  ops       find and repair stuck disputes             运维
  verify    check a signed file or a case file         验证文书与卷宗
  law       count periods, print the rules             期间与规则
  health    tell whether the engines answer            健康检查
  version   print the version

"sutiao help" also lists the environment variables.
`

func main() {
	// A second Ctrl-C ends at once: the first only asks.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string) int {
	if len(args) == 0 {
		fmt.Fprint(os.Stderr, usage)
		return 2
	}
	verb, rest := args[0], args[1:]
	switch verb {
	case "up":
		return report(runUp(ctx))
	case "api":
		if len(rest) > 0 && rest[0] == "openapi" {
			return report(printOpenAPI(os.Stdout))
		}
		return report(runAPI(ctx))
	case "worker":
		return report(runWorker(ctx))
	case "media":
		return report(runMedia(ctx))
	case "health":
		return report(runHealth(ctx))
	case "migrate":
		return report(runMigrate(ctx))
	case "demo":
		return report(runDemo(ctx, rest))
	case "ops":
		return report(runOps(ctx, rest, os.Stdout))
	case "verify":
		return runVerify(withOwnTrust(rest), os.Stdout, os.Stderr)
	case "law":
		return runLaw(rest, os.Stdout, os.Stderr)
	case "version":
		fmt.Println(version)
		return 0
	case "help", "-h", "--help":
		fmt.Print(usage)
		printSettings(os.Stdout)
		return 0
	default:
		fmt.Fprintf(os.Stderr, "没有这个命令 · no such command: %s\n\n%s", verb, usage)
		return 2
	}
}

// report prints an error as one sentence.
func report(err error) int {
	if err == nil {
		return 0
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}
