# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
# The publish also builds every plugin under plugins/ and copies it next to the host.
RUN dotnet publish src/VideoProxy -c Release -o /app --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The gateway keeps its database here, so the image's user (1654) needs write access.
RUN mkdir -p /app/data && chown "$APP_UID" /app/data
VOLUME /app/data
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["dotnet", "VideoProxy.dll", "--urls", "http://0.0.0.0:8080"]
