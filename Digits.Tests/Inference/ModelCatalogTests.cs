using Digits.Core.Inference;
using Digits.Core.Recognition;
using Digits.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Digits.Tests.Inference;

public sealed class ModelCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ModelCatalogTests()
    {
        _folder.AddModel("cnn", "3");
        _folder.AddModel("softmax", "1");
    }

    [Fact]
    public async Task Find_BeforeLoad_IsNotReady()
    {
        await using ModelCatalog catalog = Make();
        Assert.Equal((RecognitionErrorCode.NotReady, false), (catalog.Find(null).Error?.Code, catalog.IsReady));
    }

    [Fact]
    public async Task Find_WithoutName_IsTheDefaultModel()
    {
        await using ModelCatalog catalog = await MakeLoadedAsync();
        Assert.Equal("cnn", catalog.Find(null).Value?.Manifest.Name);
    }

    [Fact]
    public async Task Find_Name_IsThatModel()
    {
        await using ModelCatalog catalog = await MakeLoadedAsync();
        Assert.Equal("softmax", catalog.Find("softmax").Value?.Manifest.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("CNN")]
    [InlineData("../cnn")]
    public async Task Find_UnknownName_IsUnknownModel(string name)
    {
        await using ModelCatalog catalog = await MakeLoadedAsync();
        Assert.Equal(RecognitionErrorCode.UnknownModel, catalog.Find(name).Error?.Code);
    }

    [Fact]
    public async Task Find_UnknownName_MessageListsTheModelsAndNotTheName()
    {
        await using ModelCatalog catalog = await MakeLoadedAsync();
        Assert.Equal("There is no such model; this service has cnn, softmax.", catalog.Find("<script>").Error?.Message);
    }

    [Fact]
    public async Task Find_UnknownNameBeforeLoad_IsUnknownModel()
    {
        await using ModelCatalog catalog = Make();
        Assert.Equal(RecognitionErrorCode.UnknownModel, catalog.Find("resnet").Error?.Code);
    }

    [Fact]
    public async Task Find_AfterDrain_IsDraining()
    {
        await using ModelCatalog catalog = await MakeLoadedAsync();
        catalog.Drain();
        Assert.Equal(RecognitionErrorCode.Draining, catalog.Find(null).Error?.Code);
        Assert.Equal((false, true), (catalog.IsReady, catalog.IsDraining));
    }

    [Fact]
    public async Task IsReady_AfterLoad_IsTrue()
    {
        await using ModelCatalog catalog = await MakeLoadedAsync();
        Assert.True(catalog.IsReady);
    }

    [Fact]
    public async Task LoadAsync_CalledOften_LoadsEachModelOnce()
    {
        FakeLoader loader = new();
        await using ModelCatalog catalog = Make(loader);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => catalog.LoadAsync()));
        Assert.Equal(2, loader.Loads);
    }

    [Fact]
    public async Task LoadAsync_LoaderThrows_ThrowsThat()
    {
        await using ModelCatalog catalog = Make(new FakeLoader(file => throw new InvalidDataException(file.Manifest.Name)));
        Assert.Equal("cnn", (await Assert.ThrowsAsync<InvalidDataException>(catalog.LoadAsync)).Message);
        Assert.False(catalog.IsReady);
    }

    [Fact]
    public async Task LoadAsync_SecondModelFails_IsNotReadyForTheFirst()
    {
        await using ModelCatalog catalog = Make(
            new FakeLoader(file => file.Manifest.Name == "cnn" ? new FakeSession() : throw new InvalidDataException()));
        await Assert.ThrowsAsync<InvalidDataException>(catalog.LoadAsync);
        Assert.Equal(RecognitionErrorCode.NotReady, catalog.Find("cnn").Error?.Code);
    }

    [Fact]
    public async Task LoadAsync_SecondModelFails_DisposesTheSessionsOfTheFirst()
    {
        FakeSession first = new();
        await using ModelCatalog catalog = Make(
            new FakeLoader(file => file.Manifest.Name == "cnn" ? first : throw new InvalidDataException()));
        await Assert.ThrowsAsync<InvalidDataException>(catalog.LoadAsync);
        Assert.True(first.IsDisposed);
    }

    [Fact]
    public async Task LoadAsync_DamagedModelFile_ThrowsWithItsName()
    {
        string model = _folder.Write("softmax/1/model.onnx", [9]);
        await using ModelCatalog catalog = Make(new FakeLoader(file =>
        {
            file.ReadBytes();
            return new FakeSession();
        }));
        Assert.Contains(model, (await Assert.ThrowsAsync<InvalidDataException>(catalog.LoadAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unavailability_WhileAModelIsLoaded_NamesIt()
    {
        var model = new GatedModel(holdsLoads: true);
        await using ModelCatalog catalog = Make(model);
        Assert.Equal("The models are still being loaded; try again in a moment.", catalog.Unavailability?.Message);
        Task loading = catalog.LoadAsync();
        await model.LoadBegunAsync();
        Assert.Equal("The model cnn is being loaded, 1 of 2; try again in a moment.", catalog.Unavailability?.Message);
        model.Release();
        await loading;
        Assert.Null(catalog.Unavailability);
    }

    [Fact]
    public async Task Unavailability_AfterAFailedLoad_NamesTheModel()
    {
        await using ModelCatalog catalog = Make(
            new FakeLoader(file => file.Manifest.Name == "cnn" ? new FakeSession() : throw new InvalidDataException("/secret/folder")));
        await Assert.ThrowsAsync<InvalidDataException>(catalog.LoadAsync);
        Assert.Equal("The model softmax cannot be loaded, so that the service ends; its log says why.", catalog.Unavailability?.Message);
    }

    [Fact]
    public async Task Unavailability_AfterDrain_IsDraining()
    {
        await using ModelCatalog catalog = await MakeLoadedAsync();
        catalog.Drain();
        Assert.Equal(RecognitionErrorCode.Draining, catalog.Unavailability?.Code);
    }

    [Fact]
    public async Task DisposeAsync_WhileAModelIsLoaded_GivesUp()
    {
        var model = new GatedModel(holdsLoads: true);
        ModelCatalog catalog = Make(model);
        Task loading = catalog.LoadAsync();
        await model.LoadBegunAsync();
        await catalog.DisposeAsync().AsTask().WaitAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loading);
    }

    [Fact]
    public async Task DisposeAsync_AfterLoad_DisposesEverySession()
    {
        List<FakeSession> sessions = [];
        ModelCatalog catalog = Make(new FakeLoader(_ =>
        {
            FakeSession session = new();
            sessions.Add(session);
            return session;
        }));
        await catalog.LoadAsync();
        await catalog.DisposeAsync();
        Assert.Equal(4, sessions.Count);
        Assert.All(sessions, session => Assert.True(session.IsDisposed));
    }

    [Fact]
    public async Task DisposeAsync_AfterAFailedLoad_DoesNotThrow()
    {
        ModelCatalog catalog = Make(new FakeLoader(_ => throw new InvalidDataException()));
        await Assert.ThrowsAsync<InvalidDataException>(catalog.LoadAsync);
        Assert.Null(await Record.ExceptionAsync(async () => await catalog.DisposeAsync()));
    }

    [Fact]
    public async Task Identities_BeforeLoad_AreThoseOfTheFolder()
    {
        await using ModelCatalog catalog = Make();
        Assert.Equal([new ModelIdentity("cnn", "3"), new ModelIdentity("softmax", "1")], catalog.Identities);
    }

    [Fact]
    public void Constructor_DefaultModelNotInFolder_ThrowsWithItsName() => Assert.Contains(
        "resnet", Assert.Throws<InvalidDataException>(() => Make(defaultModel: "resnet")).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private ModelCatalog Make(IModelLoader? loader = null, string defaultModel = "cnn") => new(
        Options.Create(new RecognitionOptions { ModelsFolder = _folder.Path, DefaultModel = defaultModel, Parallelism = 2 }),
        loader ?? new FakeLoader(),
        NullLogger<ModelCatalog>.Instance);

    private async Task<ModelCatalog> MakeLoadedAsync()
    {
        ModelCatalog catalog = Make();
        await catalog.LoadAsync();
        return catalog;
    }
}
