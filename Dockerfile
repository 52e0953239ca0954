# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
# Also builds every folder of plugins/ and puts it beside the host.
RUN dotnet publish src/VideoProxy -c Release -o /app --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The database lives here; the image's own user (1654) must be able to write it.
RUN mkdir -p /app/data && chown "$APP_UID" /app/data
VOLUME /app/data
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["dotnet", "VideoProxy.dll", "--urls", "http://0.0.0.0:8080"]
