# syntax=docker/dockerfile:1

# The build: on this machine's own processor, for the one that the image is for (docker buildx build --platform linux/amd64,linux/arm64).
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG TARGETARCH
WORKDIR /src
# What is restored depends on these alone, so that a change of code restores nothing anew.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY Digits.Core/Digits.Core.csproj Digits.Core/
COPY Digits.Api/Digits.Api.csproj Digits.Api/
RUN dotnet restore Digits.Api -a $TARGETARCH
COPY . .
RUN dotnet publish Digits.Api -c Release -a $TARGETARCH --no-restore -o /app

# What runs: the runtime and what it needs (glibc, libstdc++, libgcc, OpenSSL), which is what the native libraries need. No shell, no package
# manager, not as root. ICU is not in it: the service formats nothing by culture (InvariantGlobalization).
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled AS run
WORKDIR /app
COPY --from=build /app .
USER $APP_UID
# Without diagnostics the runtime makes no socket and no file in /tmp, and nobody can attach to the process.
# A balancer needs some seconds to see that an instance is about to go; it takes requests for as long.
ENV ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_EnableDiagnostics=0 \
    Digits__DrainSeconds=5
EXPOSE 8080
# The service's own executable asks its /health/ready, at the port that the environment names; it takes 0.1 s.
HEALTHCHECK --interval=15s --timeout=3s --start-period=15s --start-interval=1s --retries=3 \
    CMD ["dotnet", "Digits.Api.dll", "health"]
ENTRYPOINT ["dotnet", "Digits.Api.dll"]
