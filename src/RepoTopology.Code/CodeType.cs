using System.Collections.Immutable;

namespace RepoTopology.Code;

/// <summary>What a type is declared as.</summary>
public enum CodeTypeKind
{
    Class,
    Record,
    Struct,
    RecordStruct,
    Interface,
    Enum,
    Delegate,
}

/// <summary>Who may use a declaration, as written or by C#'s default.</summary>
public enum CodeAccess
{
    Private,
    File,
    PrivateProtected,
    Internal,
    Protected,
    ProtectedInternal,
    Public,
}

/// <summary>A type; all parts of a partial one together.</summary>
/// <param name="Key">As in <c>Ns.Outer.Type`1</c>; unique in its project.</param>
/// <param name="Project">Index into <see cref="CodeModel.Projects"/>.</param>
/// <param name="Namespace">Index into <see cref="CodeModel.Namespaces"/>.</param>
/// <param name="Outer">Index of the type it is declared in, or -1.</param>
/// <param name="Kind">A top-level program is a class.</param>
/// <param name="Access">As declared; see <see cref="PublicSurface"/> for what follows from outer types.</param>
/// <param name="IsGenerated">All its declarations are in generated files.</param>
/// <param name="IsTest">Its project is a test project.</param>
/// <param name="Declarations">Sorted.</param>
/// <param name="FirstMember">Index into <see cref="CodeModel.Members"/>.</param>
/// <param name="MemberCount">Nested types are no members.</param>
public sealed record CodeType(
    string Key, int Project, int Namespace, int Outer, CodeTypeKind Kind, CodeAccess Access, bool IsGenerated, bool IsTest,
    ImmutableArray<CodeSpan> Declarations, int FirstMember, int MemberCount);

/// <summary>What a member is declared as.</summary>
public enum CodeMemberKind
{
    Method,
    Constructor,
    Property,
    Event,
    Field,
    Operator,
    EnumMember,

    /// <summary>The statements of a top-level program in one file.</summary>
    Program,
}

/// <summary>A member of a type; both parts of a partial one together.</summary>
/// <param name="Key">As in <c>M(int,List&lt;Foo&gt;)</c>: parameter types as written, without qualifiers; unique in its type.</param>
/// <param name="Type">Index into <see cref="CodeModel.Types"/>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Access">As declared.</param>
/// <param name="Declarations">Sorted.</param>
public sealed record CodeMember(string Key, int Type, CodeMemberKind Kind, CodeAccess Access, ImmutableArray<CodeSpan> Declarations);

/// <summary>How a type refers to another one.</summary>
public enum CodeReferenceKind
{
    /// <summary>A class its base class, an interface its base interface.</summary>
    Inherits,

    Implements,

    /// <summary>Calls a method, extension methods included.</summary>
    Calls,

    /// <summary>Names the type, or a property, field or event of it.</summary>
    Uses,

    /// <summary>Calls a constructor.</summary>
    Creates,

    Attribute,
}

/// <summary>All references of one kind from one type to another.</summary>
/// <param name="From">Index into <see cref="CodeModel.Types"/>: the innermost type that the reference stands in.</param>
/// <param name="To">Index into <see cref="CodeModel.Types"/>.</param>
/// <param name="Kind">At depth <see cref="CodeDepth.Names"/> a call of an instance method isn't seen as one.</param>
/// <param name="Count">Places in the text, at least 1.</param>
public readonly record struct CodeReference(int From, int To, CodeReferenceKind Kind, int Count);
