# Articast as a container. The publisher's folder, with articast.toml in it, is mounted at /site:
#   docker build -t articast . && docker run --rm -u "$(id -u):$(id -g)" -v "$PWD:/site" articast publish
FROM python:3.12-slim
ARG EXTRAS=s3
COPY . /src
RUN pip install --no-cache-dir -c /src/constraints.txt "/src[$EXTRAS]" && rm -r /src
RUN useradd --create-home --uid 1000 articast
USER 1000
WORKDIR /site
ENTRYPOINT ["articast"]
CMD ["publish"]
