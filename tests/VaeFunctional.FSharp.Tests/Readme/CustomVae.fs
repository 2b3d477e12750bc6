module VaeFunctional.FSharp.Tests.CustomVae

// readme:begin
// A VAE in F# with a likelihood of its own: a Laplace distribution whose scale is learned.
open VaeFunctional
open VaeFunctional.FSharp

// log p(x) = -sum_j [|x_j - m_j| / s_j + log 2 s_j]
type Laplace(mean: Tensor, logScale: Tensor) =
    inherit Distribution()
    override _.Mean = mean
    override _.Mode = mean
    override _.IsReparameterized = true

    override d.Noise(key, samples) = key.Uniform(d.NoiseShape(samples, d.Shape[-1]), d.Precision)

    override _.FromNoise u =
        let twice = 2.0 * u

        mean + logScale.Exp() * (twice.Clamp(0, 1).Log() - (2.0 - twice).Clamp(0, 1).Log())

    override _.LogDensityOf x = -((x - mean).Abs() * Tensor.exp -logScale + logScale + log 2.0).Sum -1

type Model =
    { Encoder: Mlp
      Decoder: Mlp
      LogScale: Tensor }

    interface IParameters<Model> with
        member m.Map f =
            { Encoder = f.At("encoder", m.Encoder)
              Decoder = f.At("decoder", m.Decoder)
              LogScale = f.At("log-scale", m.LogScale) }

    interface ILatentModel with
        member m.Prior = DiagonalGaussian.Standard m.Decoder.Inputs
        member m.Encode x = PosteriorHead.diagonal (m.Encoder.Apply x)

        member m.Decode z = Laplace(m.Decoder.Apply(z).Sigmoid(), m.LogScale)

let loss (model: Model) (batch: Batch) (at: StepContext) =
    Elbo.Estimate(model, batch.X, at.Key)
    |> Elbo.toObjective 1.0
    |> Objective.withTerm "scale" (model.LogScale |> Tensor.exp |> Tensor.mean 0)
// readme:end
