using System;
using System.Collections.Generic;
using System.Globalization;

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
        if (dot <= 0 || !Rows.TryNumber(version.Substring(0, dot), out int major) || !Rows.TryNumber(version.Substring(dot + 1), out _))
            throw rows.Wrong("its version is not of the form 1.0");
        if (major != SnapshotFormat.Major)
            throw rows.Wrong("it is of version " + major + ", and this reader knows version " + SnapshotFormat.Major);
    }

    private static Holding HoldingOf(Rows rows) => new(rows.Number(2), rows.Percent(3), rows.Number(5), OwnersOf(rows));

    private static OwnerShare[] OwnersOf(Rows rows)
    {
        string written = rows.Optional(6);
        if (written.Length == 0)
            return [];
        string[] parts = written.Split(' ');
        if (parts.Length > MostOwners)
            throw rows.Wrong("too many owners");
        var owners = new OwnerShare[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            int colon = parts[i].IndexOf(':');
            if (colon <= 0 || !Rows.TryNumber(parts[i].Substring(colon + 1), out int percent) || percent > 100)
                throw rows.Wrong("an owner is not of the form id:percent");
            owners[i] = new OwnerShare(parts[i].Substring(0, colon), percent);
        }

        return owners;
    }

    /// <summary>Lines of fields that tabs divide. Comments (from a <c>#</c> at a line's start) and empty lines are passed over.</summary>
    private sealed class Rows(string text)
    {
        private string[] _fields = [];
        private int _at;
        private int _line;

        public string Kind => _fields[0];

        public bool Next()
        {
            while (_at < text.Length)
            {
                int end = text.IndexOf('\n', _at);
                int next = end < 0 ? text.Length : end + 1;
                int stop = end < 0 ? text.Length : end;
                // A checkout may have made CR LF of what is committed as LF.
                if (stop > _at && text[stop - 1] == '\r')
                    stop--;
                string line = text.Substring(_at, stop - _at);
                _at = next;
                _line++;
                if (line.Length == 0 || line[0] == '#')
                    continue;
                _fields = line.Split('\t');
                return true;
            }

            return false;
        }

        /// <summary>A field that must say something.</summary>
        public string Text(int column) => column < _fields.Length && _fields[column].Length > 0 ? _fields[column] : throw Wrong("column " + (column + 1) + " is missing");

        /// <summary>Empty where nothing is said.</summary>
        public string Optional(int column) => column < _fields.Length && _fields[column] != SnapshotFormat.Absent ? _fields[column] : "";

        public int Number(int column) =>
            Text(column) is var field && TryNumber(field, out int value) ? value : throw Wrong("column " + (column + 1) + " is no number from 0 to 1,000,000,000");

        public int Percent(int column) => Number(column) is <= 100 and var value ? value : throw Wrong("column " + (column + 1) + " is more than 100 %");

        public SnapshotFormatException Wrong(string reason) => new(Math.Max(_line, 1), reason);

        public static bool TryNumber(string field, out int value) =>
            int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= 1_000_000_000;
    }
}
