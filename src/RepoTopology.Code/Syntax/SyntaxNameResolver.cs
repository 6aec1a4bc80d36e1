using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RepoTopology.Code;

/// <summary>
/// Names by C#'s own order of looking, as far as syntax shows it: types around, their bases, namespaces around, usings; extension methods by name.
/// Types of expressions are unknown to it. One per thread.
/// </summary>
internal sealed class SyntaxNameResolver(NameTable table) : NameResolver
{
    // Bases of bases; deep enough for any class that borrows a nested type from its ancestors.
    private const int MostBases = 6;

    private readonly Dictionary<(int From, string Name, int Arity), int> _known = [];
    private readonly HashSet<string> _usings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _statics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private ParsedProject _project = null!;
    private int _from = -1;

    public override void Enter(ParsedProject project, ParsedFile file)
    {
        _project = project;
        _known.Clear();
        _usings.Clear();
        _statics.Clear();
        _aliases.Clear();
        _usings.UnionWith(project.GlobalUsings.Concat(file.Usings.Namespaces.Select(each => each.Name)));
        _statics.UnionWith(project.GlobalStatics.Concat(file.Usings.Statics.Select(each => each.Name)));
        foreach (var (alias, target, _) in project.GlobalAliases.Concat(file.Usings.Aliases))
            _aliases[alias] = target;
    }

    public override void Enter(int type) => _from = type;

    public override Resolution Resolve(ImplicitObjectCreationExpressionSyntax creation)
    {
        // Foo x = new(); and Foo X { get; } = new(); say it elsewhere in the text.
        var type = creation.Parent?.Parent switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } => declaration.Type,
            PropertyDeclarationSyntax property => property.Type,
            _ => null,
        };
        while (type is NullableTypeSyntax nullable)
            type = nullable.ElementType;
        return type is SimpleNameSyntax name ? new Resolution(Look(name.Identifier.ValueText, Arity(name)), false) : Resolution.Elsewhere;
    }

    public override Resolution Resolve(SimpleNameSyntax name)
    {
        string text = name.Identifier.ValueText;
        int arity = Arity(name);
        switch (name.Parent)
        {
            case MemberAccessExpressionSyntax access when access.Name == name:
                return Member(access, text, arity);
            case MemberBindingExpressionSyntax:
                return Extension(text);
            case QualifiedNameSyntax qualified when qualified.Right == name:
                return Certain(Qualified(qualified.Left.ToString(), text, arity));
            case QualifiedNameSyntax or AliasQualifiedNameSyntax:
                return Possible(Look(text, arity));
            case MemberAccessExpressionSyntax access when access.Expression == name:
                return Possible(Look(text, arity));
            case AttributeSyntax when arity == 0:
                return Certain(Look(text + "Attribute", 0) is var full and >= 0 ? full : Look(text, 0));
            case ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } }:
            case ConstantPatternSyntax or CaseSwitchLabelSyntax:
                return Possible(Look(text, arity));
            case InvocationExpressionSyntax:
                return Imported(text);
        }

        return SyntaxFacts.IsInTypeOnlyContext(name) ? Certain(Look(text, arity)) : Resolution.Elsewhere;
    }

    private static int Arity(SimpleNameSyntax name) => name is GenericNameSyntax generic ? generic.TypeArgumentList.Arguments.Count : 0;

    private static Resolution Certain(int type) => type >= 0 ? new Resolution(type, false) : Resolution.Unresolved;

    private static Resolution Possible(int type) => type >= 0 ? new Resolution(type, false) : Resolution.Elsewhere;

    // In Type.Member() the member is the type's; in Outer.Type it is a type itself; else it may be an extension method.
    private Resolution Member(MemberAccessExpressionSyntax access, string text, int arity)
    {
        var left = access.Expression is MemberAccessExpressionSyntax inner ? inner.Name : access.Expression as SimpleNameSyntax;
        if (left is not null)
        {
            if (Qualified(access.Expression.ToString(), text, arity) is var type and >= 0)
                return new Resolution(type, false);
            bool qualified = access.Expression is MemberAccessExpressionSyntax;
            int receiver = qualified ? Qualified(((MemberAccessExpressionSyntax)access.Expression).Expression.ToString(), left.Identifier.ValueText, Arity(left)) : Look(left.Identifier.ValueText, Arity(left));
            if (receiver >= 0)
                return new Resolution(receiver, true);
        }

        return Extension(text);
    }

    // Only where no instance member anywhere in sight has the name, and one class in sight declares the extension.
    private Resolution Extension(string name)
    {
        if (table.Members(name) is { } members && members.Any(_project.Sees))
            return Resolution.Elsewhere;
        int found = -1;
        foreach (int candidate in table.Extensions(name))
            if (Sees(candidate) && Rank(candidate) < int.MaxValue)
            {
                if (found >= 0)
                    return Resolution.Elsewhere;
                found = candidate;
            }

        return found < 0 ? Resolution.Elsewhere : new Resolution(found, true);
    }

    // A method called by its name alone may be a static one of a class that is used statically.
    private Resolution Imported(string method)
    {
        if (_statics.Count == 0 || table.Members(method) is null)
            return Resolution.Elsewhere;
        foreach (string name in _statics)
            if (Qualified(Before(name), Paths.NameOf(name.Replace('.', '/')), 0) is var type and >= 0 && table.Of(type).Project is var project && table.Members(method)!.Contains(project))
                return new Resolution(type, true);
        return Resolution.Elsewhere;
    }

    private static string Before(string name) => name.LastIndexOf('.') is var dot and >= 0 ? name[..dot] : "";

    private int Look(string name, int arity)
    {
        if (_known.TryGetValue((_from, name, arity), out int known))
            return known;
        int best = -1, bestRank = int.MaxValue;
        foreach (int candidate in table.Types(name))
        {
            if (table.Of(candidate).Arity != arity || !Sees(candidate))
                continue;
            // Of equals the own project's comes first, then the first in order.
            int rank = Rank(candidate);
            rank = rank == int.MaxValue ? rank : rank * 2 + (table.Of(candidate).Project == _project.Index ? 0 : 1);
            if (rank < bestRank)
                (best, bestRank) = (candidate, rank);
        }

        if (best < 0 && _aliases.TryGetValue(name, out string? target))
        {
            target = target.Split('<')[0];
            best = Qualified(Before(target), Paths.NameOf(target.Replace('.', '/')), arity);
        }

        return _known[(_from, name, arity)] = best;
    }

    // The smaller the nearer; the greatest number for what can't be seen from here.
    private int Rank(int candidate)
    {
        var entry = table.Of(candidate);
        if (entry.Outer >= 0)
        {
            int distance = 0;
            for (int around = _from; around >= 0 && table.Of(around) is { } type; around = type.Outer, distance++)
                if (around == entry.Outer)
                    return distance;
            for (int around = _from; around >= 0 && table.Of(around) is { } type; around = type.Outer)
                if (Inherits(around, entry.Outer, 0))
                    return 100;
            return _statics.Contains(table.Of(entry.Outer).Key) ? 4000 : int.MaxValue;
        }

        string space = _from >= 0 ? table.Of(_from).Namespace : "";
        if (entry.Namespace.Length == 0 || space == entry.Namespace || space.StartsWith(entry.Namespace, StringComparison.Ordinal) && space[entry.Namespace.Length] == '.')
            return 1000 + space.Length - entry.Namespace.Length;
        if (_usings.Contains(entry.Namespace))
            return 3000;
        // A using inside a namespace may leave out what is around it.
        for (string around = space; around.Length > 0; around = Before(around))
            if (entry.Namespace.StartsWith(around, StringComparison.Ordinal) && entry.Namespace.Length > around.Length && _usings.Contains(entry.Namespace[(around.Length + 1)..]))
                return 3001;
        return int.MaxValue;
    }

    private bool Inherits(int type, int ancestor, int depth)
    {
        if (depth == MostBases)
            return false;
        foreach (string name in table.Of(type).Bases)
            foreach (int candidate in table.Types(name))
                if (candidate != type && Sees(candidate) && (candidate == ancestor || Inherits(candidate, ancestor, depth + 1)))
                    return true;
        return false;
    }

    private int Qualified(string left, string name, int arity)
    {
        if (left.StartsWith("global::", StringComparison.Ordinal))
            left = left["global::".Length..];
        if (left.Length > 500 || left.Length == 0)
            return left.Length == 0 ? Look(name, arity) : -1;
        string first = left.Split('.')[0];
        if (_aliases.TryGetValue(first, out string? target))
            left = target + left[first.Length..];
        int best = -1;
        foreach (int candidate in table.Types(name))
        {
            var entry = table.Of(candidate);
            if (entry.Arity != arity || !Sees(candidate))
                continue;
            string container = entry.Outer >= 0 ? Plain(table.Of(entry.Outer).Key) : entry.Namespace;
            string written = Plain(left);
            // What is written may be the end of the container's name, if the rest of it is around us or used.
            bool fits = container == written
                || container.EndsWith("." + written, StringComparison.Ordinal) && IsAround(container[..(container.Length - written.Length - 1)], entry.Outer >= 0);
            if (fits && (best < 0 || entry.Project == _project.Index && table.Of(best).Project != _project.Index))
                best = candidate;
        }

        return best;
    }

    private bool IsAround(string space, bool nested)
    {
        string here = _from >= 0 ? table.Of(_from).Key : "";
        return here.StartsWith(space + ".", StringComparison.Ordinal) || nested && _usings.Contains(space);
    }

    // Outer`1 and Outer<T> are both Outer.
    private static string Plain(string name)
    {
        if (!name.AsSpan().ContainsAny('`', '<', ' '))
            return name;
        var plain = new System.Text.StringBuilder();
        int depth = 0;
        bool arity = false;
        foreach (char c in name)
        {
            arity = c == '`' || arity && char.IsAsciiDigit(c);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (!arity && depth == 0 && c is not ('>' or ' '))
                plain.Append(c);
        }

        return plain.ToString();
    }

    private bool Sees(int type) => _project.SeesProject[table.Of(type).Project];
}
