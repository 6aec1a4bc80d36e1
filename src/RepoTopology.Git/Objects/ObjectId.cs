using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace RepoTopology.Git;

/// <summary>The SHA-1 name of an object: 20 bytes, ordered as git orders them.</summary>
public readonly struct ObjectId : IEquatable<ObjectId>, IComparable<ObjectId>
{
    /// <summary>Bytes of an id.</summary>
    public const int Size = 20;

    /// <summary>Characters of an id in hexadecimal.</summary>
    public const int HexSize = 40;

    private static readonly ulong SecretA = NewSecret();
    private static readonly ulong SecretB = NewSecret();
    private static readonly ulong SecretC = NewSecret();

    // Big-endian words, so that comparing words compares bytes.
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly uint _c;

    private ObjectId(ulong a, ulong b, uint c) => (_a, _b, _c) = (a, b, c);

    /// <summary>The id of no object: git's "0000…" for an absent side of a change.</summary>
    public static ObjectId Zero => default;

    /// <summary>The id of a tree without entries.</summary>
    public static ObjectId EmptyTree { get; } = Parse("4b825dc642cb6eb9a060e54bf8d69288fbee4904");

    public bool IsZero => (_a | _b | _c) == 0;

    /// <summary>The first byte: the row of a pack index's fan-out table.</summary>
    public byte FirstByte => (byte)(_a >> 56);

    /// <summary>The first 64 bits: uniformly spread, so a hash and an interpolation key.</summary>
    public ulong Prefix => _a;

    /// <summary>Reads the first 20 bytes of <paramref name="bytes"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ObjectId Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]));

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], _c);
    }

    /// <summary>Parses exactly 40 hexadecimal digits of either case.</summary>
    public static bool TryParse(ReadOnlySpan<byte> hex, out ObjectId id)
    {
        id = default;
        if (hex.Length != HexSize)
            return false;
        Span<byte> bytes = stackalloc byte[Size];
        if (Convert.FromHexString(hex, bytes, out _, out int written) != System.Buffers.OperationStatus.Done || written != Size)
            return false;
        id = Read(bytes);
        return true;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out ObjectId)"/>
    public static bool TryParse(ReadOnlySpan<char> hex, out ObjectId id)
    {
        id = default;
        if (hex.Length != HexSize)
            return false;
        Span<byte> bytes = stackalloc byte[Size];
        if (Convert.FromHexString(hex, bytes, out _, out int written) != System.Buffers.OperationStatus.Done || written != Size)
            return false;
        id = Read(bytes);
        return true;
    }

    public static ObjectId Parse(ReadOnlySpan<char> hex) =>
        TryParse(hex, out var id) ? id : throw new FormatException($"'{hex}' is not an object id");

    /// <summary>Writes 40 lower-case hexadecimal digits.</summary>
    public void WriteHex(Span<byte> destination)
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        Convert.TryToHexStringLower(bytes, destination, out _);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private static ulong NewSecret() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;

    public bool Equals(ObjectId other) => _a == other._a && _b == other._b && _c == other._c;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ObjectId other && Equals(other);

    // A repository can name any ids it likes: without a secret it could make them all collide.
    public override int GetHashCode() => (int)((_a * SecretA + _b * SecretB + _c * SecretC) >> 32);

    public int CompareTo(ObjectId other)
    {
        int order = _a.CompareTo(other._a);
        if (order == 0)
            order = _b.CompareTo(other._b);
        return order != 0 ? order : _c.CompareTo(other._c);
    }

    public static bool operator ==(ObjectId left, ObjectId right) => left.Equals(right);
    public static bool operator !=(ObjectId left, ObjectId right) => !left.Equals(right);
    public static bool operator <(ObjectId left, ObjectId right) => left.CompareTo(right) < 0;
    public static bool operator >(ObjectId left, ObjectId right) => left.CompareTo(right) > 0;
    public static bool operator <=(ObjectId left, ObjectId right) => left.CompareTo(right) <= 0;
    public static bool operator >=(ObjectId left, ObjectId right) => left.CompareTo(right) >= 0;
}
