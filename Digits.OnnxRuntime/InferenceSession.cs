using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A loaded model, ready to run.</summary>
/// <remarks>
/// Thread-safe: one session serves any number of runs at once. A run that is under way when the session is disposed ends normally.
/// A subset of the class of the same name in the package Microsoft.ML.OnnxRuntime; all inputs and outputs must be tensors.
/// </remarks>
public sealed class InferenceSession : IDisposable
{
    // Up to so many inputs and outputs a run keeps its pointers on the stack.
    private const int ValuesOnStack = 16;

    private readonly SessionHandle _session;
    private readonly SessionMetadata _inputs;
    private readonly SessionMetadata _outputs;

    /// <summary>Loads a model file with the default options.</summary>
    /// <inheritdoc cref="InferenceSession(string, SessionOptions)"/>
    public InferenceSession(string modelPath)
        : this(Open(modelPath, options: null))
    {
    }

    /// <summary>Loads a model file.</summary>
    /// <param name="modelPath">Path of the .onnx file.</param>
    /// <param name="options">May be disposed as soon as the session is created.</param>
    /// <exception cref="OnnxRuntimeException">There is no such file, or it is no valid model.</exception>
    /// <exception cref="DllNotFoundException">The native library is not beside the application.</exception>
    public InferenceSession(string modelPath, SessionOptions options)
        : this(Open(modelPath, options ?? throw new ArgumentNullException(nameof(options))))
    {
    }

    /// <summary>Loads a model from memory with the default options.</summary>
    /// <inheritdoc cref="InferenceSession(byte[], SessionOptions)"/>
    public InferenceSession(byte[] model)
        : this(Open(model, options: null))
    {
    }

    /// <summary>Loads a model from memory.</summary>
    /// <param name="model">The bytes of an .onnx file; not used once the session is created.</param>
    /// <param name="options">May be disposed as soon as the session is created.</param>
    /// <exception cref="OnnxRuntimeException">The bytes are no valid model.</exception>
    /// <exception cref="DllNotFoundException">The native library is not beside the application.</exception>
    public InferenceSession(byte[] model, SessionOptions options)
        : this(Open(model, options ?? throw new ArgumentNullException(nameof(options))))
    {
    }

    private InferenceSession(SessionHandle session)
    {
        _session = session;
        try
        {
            using HandleLease native = new(session);
            _inputs = SessionMetadata.Inputs(native.Pointer);
            _outputs = SessionMetadata.Outputs(native.Pointer);
            ModelMetadata = new ModelMetadata(native.Pointer);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Names of the inputs, in the model's order.</summary>
    public IReadOnlyList<string> InputNames => _inputs.Names;

    /// <summary>Names of the outputs, in the model's order.</summary>
    public IReadOnlyList<string> OutputNames => _outputs.Names;

    /// <summary>Types and shapes of the inputs, by name.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata => _inputs.Nodes;

    /// <summary>Types and shapes of the outputs, by name.</summary>
    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => _outputs.Nodes;

    /// <summary>What the model file tells about itself.</summary>
    public ModelMetadata ModelMetadata { get; }

    /// <summary>Runs the model on the calling thread, from the input values into the output values.</summary>
    /// <remarks>Allocates nothing when the collections are arrays or lists. They must stay as they are until the run is over.</remarks>
    /// <param name="runOptions">Can end the run from another thread.</param>
    /// <param name="inputNames">Names of inputs of the model.</param>
    /// <param name="inputValues">Their values, in the order of the names.</param>
    /// <param name="outputNames">Names of outputs of the model; only what these need is computed.</param>
    /// <param name="outputValues">Where they go, in the order of the names, each of the very shape that the run gives.</param>
    /// <exception cref="ArgumentException">There are not as many values as names, or a value is null.</exception>
    /// <exception cref="OnnxRuntimeException">A name is unknown, a type or a shape does not fit, or the run was terminated.</exception>
    /// <exception cref="ObjectDisposedException">The session, the options or a value is disposed.</exception>
    public void Run(
        RunOptions runOptions,
        IReadOnlyCollection<string> inputNames,
        IReadOnlyCollection<OrtValue> inputValues,
        IReadOnlyCollection<string> outputNames,
        IReadOnlyCollection<OrtValue> outputValues)
    {
        ArgumentNullException.ThrowIfNull(runOptions);
        ArgumentNullException.ThrowIfNull(inputNames);
        ArgumentNullException.ThrowIfNull(inputValues);
        ArgumentNullException.ThrowIfNull(outputNames);
        ArgumentNullException.ThrowIfNull(outputValues);
        ReadOnlySpan<OrtValue> inputs = CollectionSpan.Of(inputValues);
        ReadOnlySpan<OrtValue> outputs = CollectionSpan.Of(outputValues);
        int total = inputs.Length + outputs.Length;
        Span<nint> names = total <= ValuesOnStack ? stackalloc nint[ValuesOnStack] : new nint[total];
        Span<nint> values = total <= ValuesOnStack ? stackalloc nint[ValuesOnStack] : new nint[total];
        Span<nint> inNames = names[..inputs.Length];
        Span<nint> outNames = names[inputs.Length..total];
        Span<nint> inValues = values[..inputs.Length];
        Span<nint> outValues = values[inputs.Length..total];
        _inputs.Utf8.CopyTo(CollectionSpan.Of(inputNames), inNames);
        _outputs.Utf8.CopyTo(CollectionSpan.Of(outputNames), outNames);

        using HandleLease session = new(_session);
        using HandleLease options = new(runOptions);
        using ValueLeases inLeases = new(inputs, inValues);
        using ValueLeases outLeases = new(outputs, outValues);
        OrtApi.Run(session.Pointer, options.Pointer, inNames, inValues, outNames, outValues);

        // The names' text is managed memory that only this object holds.
        GC.KeepAlive(this);
    }

    /// <summary>Creates an empty binding for runs of this session.</summary>
    /// <exception cref="ObjectDisposedException">The session is disposed.</exception>
    public OrtIoBinding CreateIoBinding() => new(_session, _inputs.Utf8, _outputs.Utf8);

    /// <summary>Runs the model on the calling thread with the values of a binding.</summary>
    /// <param name="runOptions">Can end the run from another thread.</param>
    /// <param name="ioBinding">A binding of this session, with a value for each input and for each output that is wanted.</param>
    /// <exception cref="OnnxRuntimeException">
    /// An input is not bound, the binding is of another session, a type or a shape does not fit, or the run was terminated.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The session, the options or the binding is disposed.</exception>
    public void RunWithBinding(RunOptions runOptions, OrtIoBinding ioBinding)
    {
        ArgumentNullException.ThrowIfNull(runOptions);
        ArgumentNullException.ThrowIfNull(ioBinding);
        if (!ioBinding.IsOf(_session))
        {
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, "The binding was made by another session.");
        }

        using HandleLease session = new(_session);
        using HandleLease options = new(runOptions);
        using HandleLease binding = new(ioBinding);
        OrtApi.RunWithBinding(session.Pointer, options.Pointer, binding.Pointer);
    }

    /// <summary>Releases the model once the runs under way are over and the bindings disposed.</summary>
    public void Dispose() => _session.Dispose();

    private static SessionHandle Open(string modelPath, SessionOptions? options)
    {
        ArgumentNullException.ThrowIfNull(modelPath);
        using SessionOptions? defaults = options is null ? new SessionOptions() : null;
        return SessionHandle.FromFile(OrtEnv.Instance(), modelPath, options ?? defaults!);
    }

    private static SessionHandle Open(byte[] model, SessionOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Length == 0)
        {
            throw new OnnxRuntimeException(ErrorCode.InvalidProtobuf, "The model has no bytes.");
        }

        using SessionOptions? defaults = options is null ? new SessionOptions() : null;
        return SessionHandle.FromBytes(OrtEnv.Instance(), model, options ?? defaults!);
    }
}
