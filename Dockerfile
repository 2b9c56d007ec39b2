# SPDX-FileCopyrightText: The Fairlead authors
# SPDX-License-Identifier: Apache-2.0
#
# One image for every stage: docker build -t fairlead:0.1.0 .
# It holds the stages and the command line, without the embedded Elasticsearch of `up` and `demo`.
# And one of Flink with the detection job: docker build --target flink -t fairlead-flink:0.1.0 .

FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /build
COPY . .
RUN mvn -q -B -DskipTests -pl app -am package

FROM flink:2.3.0-java21 AS flink
RUN install -d -o flink -g flink /var/lib/fairlead/checkpoints /var/lib/flink
COPY --from=build /build/detect/target/fairlead-detect-flink.jar /opt/flink/usrlib/
COPY deploy/flink/config.yaml deploy/flink/log4j-console.properties /opt/flink/conf/
COPY deploy/flink/healthy.sh /opt/fairlead/
USER 9999:9999

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 fairlead \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin fairlead \
    && install -d -o 10001 -g 10001 /var/lib/fairlead
COPY --from=build /build/app/target/fairlead-app.jar /build/app/target/jvm.args /opt/fairlead/
COPY --from=build /build/app/target/lib /opt/fairlead/lib
COPY deploy/healthy.sh /opt/fairlead/
USER 10001:10001
WORKDIR /var/lib/fairlead
VOLUME /var/lib/fairlead
# the heap follows the container's memory limit
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=65", "@/opt/fairlead/jvm.args", "-cp", "/opt/fairlead/fairlead-app.jar:/opt/fairlead/lib/*", "io.fairlead.app.Fairlead"]
CMD ["--help"]
