using System.Globalization;
using RepoTopology.History;
using Spectre.Console;

namespace RepoTopology.Cli;

/// <summary>
/// Shows on standard error how far long work has come, for somebody who watches, and is gone at the end. While commits are still being met
/// there is no total, so no percentage and no estimate either; then the rest is judged by the rate so far.
/// </summary>
internal static class ProgressDisplay
{
    /// <summary>Does work of which only the name is known.</summary>
    public static T During<T>(Shell shell, string step, Func<T> work) => During(shell, step, _ => work());

    /// <summary>Does work that tells how far it has come; it is given null where nobody watches.</summary>
    public static T During<T>(Shell shell, string step, Func<IProgress<HistoryProgress>?, T> work, string unit = "commits")
    {
        if (!shell.ShowsProgress)
            return work(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(shell.Error),
            Ansi = AnsiSupport.Yes,
            ColorSystem = shell.ErrorHasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
        });
        console.Profile.Width = shell.Width;
        return console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(Spinner.Known.Line), new TaskDescriptionColumn(), new ProgressBarColumn { Width = 20 }, new TimeLeftColumn())
            .Start(context =>
            {
                var task = context.AddTask(step);
                task.IsIndeterminate = true;
                return work(new HistoryTask(task, step, unit));
            });
    }

    internal static string Describe(HistoryProgress value, string step = "reading history", string unit = "commits")
    {
        string done = value.Done.ToString("N0", CultureInfo.InvariantCulture);
        string walked = value.Walked.ToString("N0", CultureInfo.InvariantCulture);
        return value.WalkEnded ? $"{step}: {done} of {walked} {unit}" : $"{step}: {done} {unit} read, {walked} met so far";
    }

    private sealed class HistoryTask(ProgressTask task, string step, string unit) : IProgress<HistoryProgress>
    {
        public void Report(HistoryProgress value)
        {
            task.Description = Describe(value, step, unit);
            task.MaxValue = Math.Max(1, value.Walked);
            task.Value = value.Done;
            task.IsIndeterminate = !value.WalkEnded;
        }
    }

    /// <summary>The time left, where there is a total to judge by.</summary>
    private sealed class TimeLeftColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.IsIndeterminate || task.RemainingTime is not { } left || left > TimeSpan.FromDays(1)
                ? ""
                : $"about {Math.Ceiling(left.TotalSeconds).ToString("N0", CultureInfo.InvariantCulture)} s left");
    }
}
