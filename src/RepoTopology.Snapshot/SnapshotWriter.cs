using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace RepoTopology.Snapshot;

/// <summary>Writes the text form of a snapshot; the format is FORMAT.md's. Same snapshot, same text.</summary>
public static class SnapshotWriter
{
    /// <exception cref="ArgumentException">A key, path or name is empty that must not be.</exception>
    public static string Write(OwnershipSnapshot snapshot)
    {
        var text = new StringBuilder();
        Line(text, SnapshotFormat.Magic, SnapshotFormat.Version);
        foreach (var person in snapshot.People.OrderBy(person => person.Id, StringComparer.Ordinal))
            Line(text, SnapshotFormat.Person, person.Id, person.Name, person.Handle);
        Line(text, SnapshotFormat.Project, snapshot.Project, Columns(snapshot.Total, null));
        foreach (var dependency in snapshot.Dependencies)
            Line(text, SnapshotFormat.Dependency, dependency.FromType, dependency.ToType, dependency.Module, dependency.Here, dependency.There, Number(dependency.Together));
        foreach (var finding in snapshot.CodeOwners)
            Line(text, SnapshotFormat.CodeOwners, finding.Pattern, SnapshotFormat.WordOf(finding.Kind), finding.Handle, finding.Person, Number(finding.Percent));
        foreach (var type in snapshot.Types.OrderBy(type => type.Key, StringComparer.Ordinal))
        {
            Line(text, SnapshotFormat.Type, type.Key, Columns(type.Holding, type.Dependants));
            foreach (var member in type.Members.OrderBy(member => member.Key, StringComparer.Ordinal))
                Line(text, SnapshotFormat.Member, member.Key, Columns(member.Holding, null));
        }

        return text.ToString();
    }

    private static string[] Columns(Holding holding, int? dependants) =>
    [
        Number(holding.Lines),
        Number(holding.OrphanedPercent),
        dependants is { } count ? Number(count) : SnapshotFormat.Absent,
        Number(holding.BusFactor),
        holding.Owners.Count == 0 ? SnapshotFormat.Absent : string.Join(" ", holding.Owners.Select(owner => owner.Person + ":" + Number(owner.Percent))),
    ];

    private static void Line(StringBuilder text, string kind, string first, string[] others) => Line(text, [kind, first, .. others]);

    /// <summary>What would end a field or a line is written as a blank: names and patterns come from the repository.</summary>
    private static void Line(StringBuilder text, params string[] fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                text.Append('\t');
            foreach (char letter in fields[i].Length == 0 ? SnapshotFormat.Absent : fields[i])
                text.Append(char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter);
        }

        text.Append('\n');
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
