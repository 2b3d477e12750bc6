using System.Collections.Immutable;

namespace VaeFunctional;

public readonly partial record struct RandomKey
{
    /// <summary>The number of draws of one distribution that a key holds.</summary>
    internal const long DrawCount = 2 * BlockCount;

    /// <summary>Fills a span with draws of the uniform distribution on the open interval (0, 1), multiples of 2^-53.</summary>
    /// <param name="destination">Element i becomes draw <paramref name="start"/> + i of this key.</param>
    /// <param name="start">The index of the first draw; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A draw would lie outside the 2^57 that a key holds.</exception>
    public void FillUniform(Span<double> destination, long start = 0) => PairFill.Fill<UniformLaw, double>(this, destination, start);

    /// <summary>Fills a span with the float32 nearest to each double uniform draw, but at most 1 - 2^-24, inside (0, 1).</summary>
    /// <inheritdoc cref="FillUniform(Span{double}, long)"/>
    public void FillUniform(Span<float> destination, long start = 0) => PairFill.Fill<SingleUniformLaw, float>(this, destination, start);

    /// <summary>Fills a span with draws of the standard normal distribution, none beyond 8.6 in size.</summary>
    /// <remarks>
    /// Draws 2i and 2i + 1 are sqrt(-2 log u) cos(2 pi v) and sqrt(-2 log u) sin(2 pi v) (Box and Muller, 1958), within 3 units in the last
    /// place. Their bits are the same on every processor.
    /// </remarks>
    /// <inheritdoc cref="FillUniform(Span{double}, long)"/>
    public void FillNormal(Span<double> destination, long start = 0) => PairFill.Fill<NormalLaw, double>(this, destination, start);

    /// <summary>Fills a span with the float32 nearest to each double draw of the standard normal distribution.</summary>
    /// <inheritdoc cref="FillNormal(Span{double}, long)"/>
    public void FillNormal(Span<float> destination, long start = 0) => PairFill.Fill<NormalLaw, float>(this, destination, start);

    /// <summary>Fills a span with ones and zeros: one where the double uniform draw is less than the probability.</summary>
    /// <param name="probabilities">The probability of a one for each element: 0 is never, 1 is always.</param>
    /// <param name="destination">Of the same length; it may be the same memory.</param>
    /// <param name="start">The index of the first draw; not negative.</param>
    /// <exception cref="ArgumentException">A probability is outside [0, 1] or not a number, the lengths differ, or the spans overlap
    /// without being the same; nothing is written then.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A draw would lie outside the 2^57 that a key holds.</exception>
    public void FillBernoulli(ReadOnlySpan<double> probabilities, Span<double> destination, long start = 0) =>
        BernoulliFill.Fill<UniformLaw, double>(this, probabilities, destination, start);

    /// <inheritdoc cref="FillBernoulli(ReadOnlySpan{double}, Span{double}, long)"/>
    public void FillBernoulli(ReadOnlySpan<float> probabilities, Span<float> destination, long start = 0) =>
        BernoulliFill.Fill<RoundedDownUniformLaw, float>(this, probabilities, destination, start);

    /// <summary>The numbers from 0 to <paramref name="count"/> - 1 in an order drawn uniformly from all orders.</summary>
    /// <param name="count">How many numbers, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public ImmutableArray<int> Permutation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return FisherYates.Shuffle(this, count);
    }
}
