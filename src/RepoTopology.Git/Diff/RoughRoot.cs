using System.Numerics;

namespace RepoTopology.Git;

/// <summary>git's idea of a square root: a power of two, doubled once for every two bits of the number.</summary>
internal static class RoughRoot
{
    public static int Of(int number) => 1 << ((33 - BitOperations.LeadingZeroCount((uint)number)) / 2);
}
