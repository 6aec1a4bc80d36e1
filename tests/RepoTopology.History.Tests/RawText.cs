using System.Globalization;
using System.Text;

namespace RepoTopology.History.Tests;

/// <summary>Facts as the text of <c>git log --raw --no-abbrev --no-renames --format=%H</c>, for comparing with git's own.</summary>
internal static class RawText
{
    public static string Of(RepositoryHistory history, bool merges = false)
    {
        var text = new StringBuilder();
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            if (commit.IsMerge && !merges)
                continue;
            int parent = -1;
            foreach (var change in history.ChangesOf(i))
            {
                if (change.Parent != parent)
                    text.Append(commit.Id).Append('\n');
                parent = change.Parent;
                text.Append(CultureInfo.InvariantCulture,
                    $":{Mode(change.OldMode)} {Mode(change.NewMode)} {change.OldId} {change.NewId} {(char)change.Kind}\t{history.Paths[change.Path].Text}\n");
            }

            if (parent < 0)
                text.Append(commit.Id).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What git says, without its blank lines.</summary>
    public static string FromGit(string repository, params string[] arguments) => Encoding.UTF8.GetString(Testing.GitTestRepository.Git(
        repository, ["-c", "core.quotepath=off", "log", "--raw", "--no-abbrev", "--no-renames", "--format=%H", .. arguments]))
        .Replace("\n\n", "\n", StringComparison.Ordinal);

    private static string Mode(ushort mode) => Convert.ToString(mode, 8).PadLeft(6, '0');
}
