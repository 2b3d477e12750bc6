module VaeFunctional.FSharp.Tests.CustomVae

// readme:begin
// A VAE in F# with a likelihood of its own: a logistic distribution whose scale is learned.
open VaeFunctional
open VaeFunctional.FSharp

// log p(x) = -sum_j [u_j + 2 log(1 + exp -u_j) + log s_j] with u_j = (x_j - m_j) / s_j
type Logistic(mean: Tensor, logScale: Tensor) =
    inherit Distribution()
    override _.Mean = mean
    override _.Mode = mean
    override _.IsReparameterized = true

    override d.Noise(key, samples) = key.Uniform(d.NoiseShape(samples, d.Shape[-1]), d.Precision)

    override _.FromNoise noise = mean + logScale.Exp() * (noise.Log() - (1.0 - noise).Log())

    override _.LogDensityOf x =
        let u = (x - mean) * Tensor.exp -logScale
        -(u + 2.0 * (-u).Softplus() + logScale).Sum -1

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

        member m.Decode z = Logistic(m.Decoder.Apply(z).Sigmoid(), m.LogScale)

let loss (model: Model) (batch: Batch) (at: StepContext) =
    Elbo.Estimate(model, batch.X, at.Key)
    |> Elbo.toObjective 1.0
    |> Objective.withTerm "scale" (model.LogScale |> Tensor.exp |> Tensor.mean 0)
// readme:end
