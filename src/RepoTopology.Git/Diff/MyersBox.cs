using System.Runtime.CompilerServices;

namespace RepoTopology.Git;

/// <summary>Where a box is split, by the lines of it that stand before, and whether its two parts are to be searched without cut-offs.</summary>
internal readonly record struct Meeting(int Old, int New, bool IsMinimalBefore, bool IsMinimalAfter);

/// <summary>
/// One step of Myers' linear-space search: in a box of old × new lines a way of few deletions and insertions is sought from both corners
/// at once. Without git's cut-offs it would take the product of size and differences.
/// </summary>
/// <remarks>
/// A diagonal is the old line minus the new line; on each of them the search keeps the old line it has come to. Deleting a line steps up
/// one diagonal, inserting one steps down.
/// </remarks>
/// <param name="olds">The box's old lines, at least one.</param>
/// <param name="news">The box's new lines, at least one.</param>
/// <param name="forward">At least <see cref="PlacesFor"/>.</param>
/// <param name="backward">At least as many.</param>
internal readonly ref struct MyersBox(ReadOnlySpan<int> olds, ReadOnlySpan<int> news, Span<int> forward, Span<int> backward)
{
    // A run of more equal lines than this is worth cutting at.
    private const int LongRun = 20;

    // Rounds before long runs are looked for, and the fewest before a search is given up.
    private const int FewestRounds = 256;

    // How much better than its cost a diagonal must have come along to be cut at.
    private const int WorthPerRound = 4;

    private const int Nowhere = int.MaxValue;

    private readonly ReadOnlySpan<int> _olds = olds;
    private readonly ReadOnlySpan<int> _news = news;
    private readonly Span<int> _forward = forward[..PlacesFor(olds.Length, news.Length)];
    private readonly Span<int> _backward = backward[..PlacesFor(olds.Length, news.Length)];

    // Where diagonal 0 stands in the two.
    private readonly int _zero = news.Length + 1;

    /// <summary>Diagonals of a box, and one beyond them on each side.</summary>
    public static int PlacesFor(int olds, int news) => checked(olds + news + 3);

    /// <summary>How long to search before giving up, by the size of the whole comparison.</summary>
    public static int MostRoundsFor(int olds, int news) => Math.Max(RoughRoot.Of(PlacesFor(olds, news)), FewestRounds);

    public Meeting Split(bool isMinimal, int mostRounds, out int round)
    {
        var forward = new Frontier(0, _olds.Length, _news.Length);
        var backward = new Frontier(_olds.Length - _news.Length, _olds.Length, _news.Length);
        _forward[_zero + forward.Middle] = 0;
        _backward[_zero + backward.Middle] = _olds.Length;
        for (round = 1; ; round++)
        {
            forward.Widen(_forward, _zero, outside: -1);
            if (Advance(forward, backward, out bool sawLongRun) is { } met)
                return met;
            backward.Widen(_backward, _zero, outside: Nowhere);
            if (Retreat(backward, forward, ref sawLongRun) is { } metBack)
                return metBack;

            if (isMinimal)
                continue;
            if (sawLongRun && round > FewestRounds && (CutForward(forward, round) ?? CutBackward(backward, round)) is { } cut)
                return cut;
            if (round >= mostRounds)
                return GiveUp(forward, backward);
        }
    }

    // One round of the forward search; where it meets the backward one, if it does.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Meeting? Advance(Frontier frontier, Frontier opposite, out bool sawLongRun)
    {
        var olds = _olds;
        var news = _news;
        var places = _forward;
        int zero = _zero;
        bool canMeet = ((frontier.Middle - opposite.Middle) & 1) != 0;
        sawLongRun = false;
        int above = places[zero + frontier.Highest + 1];
        for (int diagonal = frontier.Highest; diagonal >= frontier.Lowest; diagonal -= 2)
        {
            int below = places[zero + diagonal - 1];
            int start = below >= above ? below + 1 : above;
            above = below;
            int old = start;
            int @new = old - diagonal;
            while ((uint)old < (uint)olds.Length && (uint)@new < (uint)news.Length && olds[old] == news[@new])
                (old, @new) = (old + 1, @new + 1);
            sawLongRun |= old - start > LongRun;
            places[zero + diagonal] = old;
            if (canMeet && opposite.Holds(diagonal) && _backward[zero + diagonal] <= old)
                return new Meeting(old, @new, IsMinimalBefore: true, IsMinimalAfter: true);
        }

        return null;
    }

    // One round of the backward search.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Meeting? Retreat(Frontier frontier, Frontier opposite, ref bool sawLongRun)
    {
        var olds = _olds;
        var news = _news;
        var places = _backward;
        int zero = _zero;
        bool canMeet = ((frontier.Middle - opposite.Middle) & 1) == 0;
        int above = places[zero + frontier.Highest + 1];
        for (int diagonal = frontier.Highest; diagonal >= frontier.Lowest; diagonal -= 2)
        {
            int below = places[zero + diagonal - 1];
            int start = below < above ? below : above - 1;
            above = below;
            int old = start;
            int @new = old - diagonal;
            while ((uint)(old - 1) < (uint)olds.Length && (uint)(@new - 1) < (uint)news.Length && olds[old - 1] == news[@new - 1])
                (old, @new) = (old - 1, @new - 1);
            sawLongRun |= start - old > LongRun;
            places[zero + diagonal] = old;
            if (canMeet && opposite.Holds(diagonal) && old <= _forward[zero + diagonal])
                return new Meeting(old, @new, IsMinimalBefore: true, IsMinimalAfter: true);
        }

        return null;
    }

    // The forward diagonal that came along best and ends with a long run of equal lines.
    private Meeting? CutForward(Frontier frontier, int round)
    {
        int best = WorthPerRound * round;
        Meeting? cut = null;
        for (int diagonal = frontier.Highest; diagonal >= frontier.Lowest; diagonal -= 2)
        {
            int old = _forward[_zero + diagonal];
            int @new = old - diagonal;
            int worth = old + @new - Math.Abs(diagonal - frontier.Middle);
            if (worth > best
                && old >= LongRun && old < _olds.Length && @new >= LongRun && @new < _news.Length
                && _olds.Slice(old - LongRun, LongRun).SequenceEqual(_news.Slice(@new - LongRun, LongRun)))
                (best, cut) = (worth, new Meeting(old, @new, IsMinimalBefore: true, IsMinimalAfter: false));
        }

        return cut;
    }

    // The backward diagonal that came along best and begins with one.
    private Meeting? CutBackward(Frontier frontier, int round)
    {
        int best = WorthPerRound * round;
        Meeting? cut = null;
        for (int diagonal = frontier.Highest; diagonal >= frontier.Lowest; diagonal -= 2)
        {
            int old = _backward[_zero + diagonal];
            int @new = old - diagonal;
            int worth = _olds.Length - old + _news.Length - @new - Math.Abs(diagonal - frontier.Middle);
            if (worth > best
                && old > 0 && old <= _olds.Length - LongRun && @new > 0 && @new <= _news.Length - LongRun
                && _olds.Slice(old, LongRun).SequenceEqual(_news.Slice(@new, LongRun)))
                (best, cut) = (worth, new Meeting(old, @new, IsMinimalBefore: false, IsMinimalAfter: true));
        }

        return cut;
    }

    // Too many rounds: whichever of the two has come furthest.
    private Meeting GiveUp(Frontier forward, Frontier backward)
    {
        var (furthest, furthestSum) = (0, -1);
        for (int diagonal = forward.Highest; diagonal >= forward.Lowest; diagonal -= 2)
        {
            int old = Math.Min(Math.Min(_forward[_zero + diagonal], _olds.Length), _news.Length + diagonal);
            int sum = 2 * old - diagonal;
            if (sum > furthestSum)
                (furthest, furthestSum) = (old, sum);
        }

        var (nearest, nearestSum) = (0, Nowhere);
        for (int diagonal = backward.Highest; diagonal >= backward.Lowest; diagonal -= 2)
        {
            int old = Math.Max(Math.Max(_backward[_zero + diagonal], 0), diagonal);
            int sum = 2 * old - diagonal;
            if (sum < nearestSum)
                (nearest, nearestSum) = (old, sum);
        }

        return _olds.Length + _news.Length - nearestSum < furthestSum
            ? new Meeting(furthest, furthestSum - furthest, IsMinimalBefore: true, IsMinimalAfter: false)
            : new Meeting(nearest, nearestSum - nearest, IsMinimalBefore: false, IsMinimalAfter: true);
    }

    // The diagonals that one of the two searches stands on: every second one from the lowest to the highest.
    private struct Frontier(int middle, int olds, int news)
    {
        public int Middle { get; } = middle;
        public int Lowest { get; private set; } = middle;
        public int Highest { get; private set; } = middle;

        public readonly bool Holds(int diagonal) => diagonal >= Lowest && diagonal <= Highest;

        // One step to both sides, or one back from where the box ends. Beyond them no way leads.
        public void Widen(Span<int> places, int zero, int outside)
        {
            if (Lowest > -news)
                places[zero + --Lowest - 1] = outside;
            else
                Lowest++;
            if (Highest < olds)
                places[zero + ++Highest + 1] = outside;
            else
                Highest--;
        }
    }
}
