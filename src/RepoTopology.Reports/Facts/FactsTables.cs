using System.Globalization;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>The facts themselves as tables, for scripts. Columns are stable: new ones are only added at the end.</summary>
/// <param name="history">The facts.</param>
/// <param name="emails">Whether e-mail addresses are shown.</param>
public sealed class FactsTables(RepositoryHistory history, bool emails)
{
    private static readonly (string Column, TrailerKind Kind)[] TrailerColumns =
    [
        ("co_authors", TrailerKind.CoAuthoredBy), ("reviewers", TrailerKind.ReviewedBy), ("signers", TrailerKind.SignedOffBy),
        ("ackers", TrailerKind.AckedBy), ("testers", TrailerKind.TestedBy), ("reporters", TrailerKind.ReportedBy),
        ("suggesters", TrailerKind.SuggestedBy), ("helpers", TrailerKind.HelpedBy), ("mentors", TrailerKind.MentoredBy),
        ("others", TrailerKind.Other),
    ];

    /// <summary>One row a commit, newest first. A parent outside the facts (left of A..B, or missing) is "-".</summary>
    public void WriteCommits(FactsFormat format, Stream output)
    {
        using var table = FactsWriter.Create(format, output,
        [
            "id", "parents", "author", "author_date", "committer", "committer_date", "merge", "files",
            .. TrailerColumns.Select(trailer => trailer.Column), "subject",
        ]);
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            table.Token(commit.Id.ToString());
            table.List(history.ParentsOf(i).ToArray().Select(parent => parent < 0 ? "-" : history.Commits[parent].Id.ToString()), " ");
            table.Text(NameOf(commit.Author));
            table.Token(IsoTime.Format(commit.AuthorTime, commit.AuthorOffsetMinutes));
            table.Text(NameOf(commit.Committer));
            table.Token(IsoTime.Format(commit.CommitterTime, commit.CommitterOffsetMinutes));
            table.Flag(commit.IsMerge);
            table.Number(DistinctFiles(history.ChangesOf(i)));
            var trailers = history.TrailersOf(i).ToArray();
            foreach (var (_, kind) in TrailerColumns)
                table.List(trailers.Where(trailer => trailer.Kind == kind).Select(trailer => NameOf(trailer.Contributor)));
            string subject = history.SubjectOf(i);
            table.Text(emails ? subject : EmailText.Hide(subject));
            table.EndRow();
        }
    }

    /// <summary>One row a changed file and parent, in the commits' order.</summary>
    public void WriteChanges(FactsFormat format, Stream output, CancellationToken cancellation = default)
    {
        using var table = FactsWriter.Create(format, output,
        [
            "commit", "parent", "status", "old_mode", "new_mode", "old_id", "new_id", "path", "renamed_from", "similarity", "module", "kind",
        ]);
        for (int i = 0; i < history.Commits.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            string commit = history.Commits[i].Id.ToString();
            foreach (ref readonly var change in history.ChangesOf(i))
            {
                var path = history.Paths[change.Path];
                table.Token(commit);
                table.Number(change.Parent);
                table.Token(((char)change.Kind).ToString());
                table.Token(Octal(change.OldMode));
                table.Token(Octal(change.NewMode));
                table.Token(change.OldId.ToString());
                table.Token(change.NewId.ToString());
                table.Text(path.Text);
                table.Text(change.RenamedFrom < 0 ? null : history.Paths[change.RenamedFrom].Text);
                table.Number(change.Similarity);
                table.Text(path.Module < 0 ? null : history.Modules[path.Module].Name);
                table.Token(NameOf(path.Kind));
                table.EndRow();
            }
        }
    }

    /// <summary>One row a person, bot or agent, most commits first; commits are non-merge commits authored.</summary>
    public void WritePeople(FactsFormat format, Stream output)
    {
        var count = new int[history.Contributors.Length];
        var first = new Commit[count.Length];
        var last = new Commit[count.Length];
        foreach (var commit in history.Commits.Where(commit => !commit.IsMerge))
        {
            int author = commit.Author;
            if (count[author] == 0 || commit.AuthorTime < first[author].AuthorTime)
                first[author] = commit;
            if (count[author] == 0 || commit.AuthorTime > last[author].AuthorTime)
                last[author] = commit;
            count[author]++;
        }

        var proposals = history.AliasProposals
            .SelectMany(p => new[] { (Of: p.First, Other: p.Second, p.Evidence), (Of: p.Second, Other: p.First, p.Evidence) })
            .ToLookup(p => p.Of, p => $"{NameOf(p.Other)} ({(emails ? p.Evidence : EmailText.Hide(p.Evidence))})");

        string[] emailColumn = emails ? ["emails"] : [];
        using var table = FactsWriter.Create(format, output,
            ["name", "kind", "kind_rule", "commits", "first", "last", "identities", .. emailColumn, "proposals"]);
        foreach (int i in Enumerable.Range(0, count.Length).OrderByDescending(i => count[i]))
        {
            var contributor = history.Contributors[i];
            table.Text(NameOf(i));
            table.Token(NameOf(contributor.Kind));
            table.Text(contributor.KindRule);
            table.Number(count[i]);
            table.Token(count[i] == 0 ? null : IsoTime.Format(first[i].AuthorTime, first[i].AuthorOffsetMinutes));
            table.Token(count[i] == 0 ? null : IsoTime.Format(last[i].AuthorTime, last[i].AuthorOffsetMinutes));
            table.Number(contributor.Identities.Length);
            if (emails)
                table.List(contributor.Identities.Select(identity => identity.Email).Prepend(contributor.Email).Distinct());
            table.List(proposals[i]);
            table.EndRow();
        }
    }

    /// <summary>One row a module, by name; commits are non-merge commits that touch it, authors the people among their authors.</summary>
    public void WriteModules(FactsFormat format, Stream output)
    {
        var commits = new int[history.Modules.Length];
        var authors = Array.ConvertAll(commits, _ => new HashSet<int>());
        var touched = new HashSet<int>();
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            if (commit.IsMerge)
                continue;
            touched.Clear();
            foreach (ref readonly var change in history.ChangesOf(i))
                touched.Add(history.Paths[change.Path].Module);
            touched.Remove(-1);
            foreach (int module in touched)
            {
                commits[module]++;
                if (history.Contributors[commit.Author].Kind == ContributorKind.Person)
                    authors[module].Add(commit.Author);
            }
        }

        using var table = FactsWriter.Create(format, output, ["name", "directory", "origin", "files", "commits", "authors"]);
        for (int i = 0; i < history.Modules.Length; i++)
        {
            var module = history.Modules[i];
            table.Text(module.Name);
            table.Text(module.Directory);
            table.Token(NameOf(module.Origin));
            table.Number(module.FilesAtHead);
            table.Number(commits[i]);
            table.Number(authors[i].Count);
            table.EndRow();
        }
    }

    private string NameOf(int contributor) => ContributorName.Of(history.Contributors[contributor], emails);

    private static string NameOf<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Octal(int mode) => Convert.ToString(mode, 8).PadLeft(6, '0');

    private static int DistinctFiles(ReadOnlySpan<Change> changes)
    {
        // Only a merge compared with several parents can name a file twice.
        if (changes.IsEmpty || changes[^1].Parent == 0)
            return changes.Length;
        var files = new HashSet<int>();
        foreach (ref readonly var change in changes)
            files.Add(change.Path);
        return files.Count;
    }
}
