using System.Collections.Immutable;
using System.Globalization;
using RepoTopology.Snapshot;

namespace RepoTopology.Analyzers;

/// <summary>Says who knows some code and who could help, by name or without, in a message's words and in a diagnostic's properties.</summary>
internal sealed class Wording(SnapshotIndex index, bool showNames)
{
    private readonly ImmutableDictionary<string, string?>.Builder _properties = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);

    public ImmutableDictionary<string, string?> Properties => _properties.ToImmutable();

    /// <summary>What the names table calls the person; where names are off or it doesn't know them, the words of <paramref name="otherwise"/>.</summary>
    public string Name(string person, string otherwise = "OnePerson") =>
        showNames && index.PersonOf(person) is { } known ? Text.Plain(known.Name) : Text.Say(otherwise);

    /// <summary>The one person that a finding is about.</summary>
    public string Owner(OwnerShare owner, string otherwise = "OnePerson")
    {
        Note(PropertyNames.Owner, owner.Person);
        Note(PropertyNames.Share, owner.Percent);
        if (showNames && index.PersonOf(owner.Person) is { } known)
        {
            Note(PropertyNames.Name, known.Name);
            if (known.Handle.Length > 0)
                Note(PropertyNames.Handle, known.Handle);
        }

        return Name(owner.Person, otherwise);
    }

    /// <summary>Who else knows most of the code and is there, in the sentence <paramref name="somebody"/>; or the sentence <paramref name="nobody"/>.</summary>
    public string Help(Holding holding, string? except, string somebody, string nobody)
    {
        foreach (var owner in holding.Owners)
            if (owner.Person != except && index.IsThere(owner, holding))
            {
                Note(PropertyNames.Second, owner.Person);
                Note(PropertyNames.SecondShare, owner.Percent);
                return Text.Say(somebody, Name(owner.Person, "AnotherPerson"), owner.Percent);
            }

        return Text.Say(nobody);
    }

    public void Note(Holding holding)
    {
        Note(PropertyNames.Lines, holding.Lines);
        Note(PropertyNames.Orphaned, holding.OrphanedPercent);
        Note(PropertyNames.BusFactor, holding.BusFactor);
    }

    public void Note(string property, int value) => Note(property, value.ToString(CultureInfo.InvariantCulture));

    public void Note(string property, string value) => _properties[property] = value;
}
