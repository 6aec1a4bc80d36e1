using System;
using System.Collections.Generic;

namespace RepoTopology.Snapshot;

/// <summary>
/// Reads the text form of a snapshot; the format is FORMAT.md's. Records of an unknown kind and columns beyond the known ones are skipped: a later minor version
/// added them. The text is hostile: whatever it holds, the answer is a snapshot or a <see cref="SnapshotFormatException"/>.
/// </summary>
public static class SnapshotReader
{
    /// <summary>What every snapshot begins with.</summary>
    public const string Magic = SnapshotFormat.Magic;

    /// <summary>Owners of one record, people, and so on: more is no snapshot of ours.</summary>
    private const int MostOwners = 16;

    /// <exception cref="SnapshotFormatException">With the line and what is wrong with it.</exception>
    public static OwnershipSnapshot Read(string text)
    {
        var rows = new Rows(text);
        ReadHeader(rows);
        string? project = null;
        Holding? total = null;
        var people = new List<SnapshotPerson>();
        var types = new List<TypeHolding>();
        var members = new List<MemberHolding>();
        var dependencies = new List<LonelyDependency>();
        var codeOwners = new List<CodeOwnersFinding>();
        while (rows.Next())
        {
            switch (rows.Kind)
            {
                case SnapshotFormat.Person:
                    people.Add(new SnapshotPerson(rows.Text(1), rows.Text(2), rows.Optional(3)));
                    break;
                case SnapshotFormat.Project:
                    if (project != null)
                        throw rows.Wrong("a second project");
                    project = rows.Text(1);
                    total = HoldingOf(rows);
                    break;
                case SnapshotFormat.Dependency:
                    dependencies.Add(new LonelyDependency(rows.Text(1), rows.Text(2), rows.Text(3), rows.Text(4), rows.Text(5), rows.Number(6)));
                    break;
                case SnapshotFormat.CodeOwners:
                    if (SnapshotFormat.KindOf(rows.Text(2)) is { } kind)
                        codeOwners.Add(new CodeOwnersFinding(rows.Text(1), kind, rows.Optional(3), rows.Text(4), rows.Percent(5)));
                    break;
                case SnapshotFormat.Type:
                    members = [];
                    types.Add(new TypeHolding(rows.Text(1), HoldingOf(rows), rows.Number(4), members));
                    break;
                case SnapshotFormat.Member:
                    if (types.Count == 0)
                        throw rows.Wrong("a member before any type");
                    members.Add(new MemberHolding(rows.Text(1), HoldingOf(rows)));
                    break;
            }
        }

        return project == null || total == null
            ? throw rows.Wrong("the project's own record is missing")
            : new OwnershipSnapshot(project, total, people, types, dependencies, codeOwners);
    }

    private static void ReadHeader(Rows rows)
    {
        if (!rows.Next() || rows.Kind != SnapshotFormat.Magic)
            throw rows.Wrong("it does not begin with '" + SnapshotFormat.Magic + "'");
        string version = rows.Text(1);
        int dot = version.IndexOf('.');
        if (dot <= 0 || !Rows.TryNumber(version, 0, dot, out int major) || !Rows.TryNumber(version, dot + 1, version.Length, out _))
            throw rows.Wrong("its version is not of the form 1.0");
        if (major != SnapshotFormat.Major)
            throw rows.Wrong("it is of version " + major + ", and this reader knows version " + SnapshotFormat.Major);
    }

    private static Holding HoldingOf(Rows rows) => new(rows.Number(2), rows.Percent(3), rows.Number(5), rows.Owners(6));

    /// <summary>
    /// Lines of fields that tabs divide. Comments (from a <c>#</c> at a line's start) and empty lines are passed over. Only what is asked for is copied out of the text:
    /// an editor reads it anew after every refresh.
    /// </summary>
    private sealed class Rows(string text)
    {
        /// <summary>No record has more columns that this version knows.</summary>
        private const int MostColumns = 8;

        private readonly int[] _starts = new int[MostColumns];
        private readonly int[] _ends = new int[MostColumns];

        /// <summary>A person is an owner many times.</summary>
        private readonly Dictionary<string, string> _people = new(StringComparer.Ordinal);

        private int _columns;
        private int _at;
        private int _line;

        public string Kind => Copy(0);

        public bool Next()
        {
            while (_at < text.Length)
            {
                int start = _at;
                int end = text.IndexOf('\n', start);
                int stop = end < 0 ? text.Length : end;
                _at = end < 0 ? text.Length : end + 1;
                // A checkout may have made CR LF of what is committed as LF.
                if (stop > start && text[stop - 1] == '\r')
                    stop--;
                _line++;
                if (stop == start || text[start] == '#')
                    continue;
                Divide(start, stop);
                return true;
            }

            return false;
        }

        /// <summary>A field that must say something.</summary>
        public string Text(int column) => Has(column) ? Copy(column) : throw Missing(column);

        /// <summary>Empty where nothing is said.</summary>
        public string Optional(int column) => IsSaid(column) ? Copy(column) : "";

        public int Number(int column) =>
            !Has(column) ? throw Missing(column)
            : TryNumber(text, _starts[column], _ends[column], out int value) ? value : throw Wrong("column " + (column + 1) + " is no number from 0 to 1,000,000,000");

        public int Percent(int column) => Number(column) is <= 100 and var value ? value : throw Wrong("column " + (column + 1) + " is more than 100 %");

        /// <summary><c>id:percent</c>, divided by blanks.</summary>
        public OwnerShare[] Owners(int column)
        {
            if (!IsSaid(column) || !Has(column))
                return [];
            var owners = new OwnerShare[Blanks(column) + 1];
            if (owners.Length > MostOwners)
                throw Wrong("too many owners");
            int at = _starts[column];
            for (int i = 0; i < owners.Length; i++)
            {
                int end = text.IndexOf(' ', at, _ends[column] - at);
                if (end < 0)
                    end = _ends[column];
                int colon = text.IndexOf(':', at, end - at);
                if (colon <= at || !TryNumber(text, colon + 1, end, out int percent) || percent > 100)
                    throw Wrong("an owner is not of the form id:percent");
                owners[i] = new OwnerShare(Person(text.Substring(at, colon - at)), percent);
                at = end + 1;
            }

            return owners;
        }

        public SnapshotFormatException Wrong(string reason) => new(Math.Max(_line, 1), reason);

        /// <summary>Digits alone, at most 1,000,000,000.</summary>
        public static bool TryNumber(string text, int start, int end, out int value)
        {
            value = 0;
            if (start >= end)
                return false;
            long number = 0;
            for (int at = start; at < end; at++)
            {
                if (text[at] is < '0' or > '9')
                    return false;
                number = (number * 10) + (text[at] - '0');
                if (number > 1_000_000_000)
                    return false;
            }

            value = (int)number;
            return true;
        }

        private void Divide(int start, int stop)
        {
            for (_columns = 0; _columns < MostColumns; _columns++)
            {
                int tab = text.IndexOf('\t', start, stop - start);
                _starts[_columns] = start;
                _ends[_columns] = tab < 0 ? stop : tab;
                start = tab + 1;
                if (tab < 0)
                {
                    _columns++;
                    return;
                }
            }
        }

        private bool Has(int column) => column < _columns && _starts[column] < _ends[column];

        private bool IsSaid(int column) =>
            column < _columns && !(_ends[column] - _starts[column] == SnapshotFormat.Absent.Length && text[_starts[column]] == SnapshotFormat.Absent[0]);

        private int Blanks(int column)
        {
            int blanks = 0;
            for (int at = _starts[column]; at < _ends[column]; at++)
                if (text[at] == ' ')
                    blanks++;
            return blanks;
        }

        private string Copy(int column) => text.Substring(_starts[column], _ends[column] - _starts[column]);

        private string Person(string id)
        {
            if (!_people.TryGetValue(id, out string? known))
                _people.Add(id, known = id);
            return known;
        }

        private SnapshotFormatException Missing(int column) => Wrong("column " + (column + 1) + " is missing");
    }
}
