using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using RepoTopology.Snapshot;

namespace RepoTopology.Analyzers;

/// <summary>A snapshot's text, read once however many rules and compilations look at it: what it says by key, or why it can't be read.</summary>
internal sealed class SnapshotIndex
{
    public static readonly SourceTextValueProvider<SnapshotIndex> Provider = new(text => new SnapshotIndex(text.ToString()));

    private readonly Dictionary<string, TypeHolding> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SnapshotPerson> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _there = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);

    private SnapshotIndex(string text)
    {
        try
        {
            Snapshot = SnapshotReader.Read(text);
        }
        catch (SnapshotFormatException fault)
        {
            Fault = fault;
            return;
        }

        foreach (var person in Snapshot.People)
            _people[person.Id] = person;
        NotePresence(Snapshot.Total);
        foreach (var type in Snapshot.Types)
        {
            _types[type.Key] = type;
            NotePresence(type.Holding);
        }
    }

    /// <summary>Null where <see cref="Fault"/> says why.</summary>
    public OwnershipSnapshot? Snapshot { get; }

    public SnapshotFormatException? Fault { get; }

    public TypeHolding? TypeOf(string key) => _types.TryGetValue(key, out var type) ? type : null;

    public SnapshotPerson? PersonOf(string id) => _people.TryGetValue(id, out var person) ? person : null;

    /// <summary>
    /// Whether the person is still there, as far as a snapshot tells. It says of each piece of code how much of it those who left wrote, not who they are; but where that is
    /// nothing all its owners are there, where it is everything none is, and who wrote more than half of it is there where it is less than their part, and left otherwise.
    /// </summary>
    public bool IsThere(OwnerShare owner, Holding holding) =>
        holding.OrphanedPercent < owner.Percent ? owner.Percent > 50 || !_gone.Contains(owner.Person) : owner.Percent <= 50 && _there.Contains(owner.Person);

    private void NotePresence(Holding holding)
    {
        if (holding.OrphanedPercent is not (0 or 100))
            return;
        foreach (var owner in holding.Owners)
            (holding.OrphanedPercent == 0 ? _there : _gone).Add(owner.Person);
    }
}
