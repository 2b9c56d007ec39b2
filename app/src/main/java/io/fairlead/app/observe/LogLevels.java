// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.observe;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes how much is logged while the process runs; what was configured comes back with {@link #reset} or a restart. */
final class LogLevels {
    private static final Logger LOG = LoggerFactory.getLogger(LogLevels.class);
    /** A package or class; {@code root} for everything that has no level of its own. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$.]{1,200}");

    private static final String ROOT = "root";
    private static final int MOST = 100;

    private final Map<String, Optional<Level>> before = new ConcurrentHashMap<>();

    /** Levels by logger, those that differ from what was configured among them. */
    Map<String, String> levels() {
        Map<String, String> levels = new TreeMap<>();
        LoggerContext context = LoggerContext.getContext(false);
        context.getConfiguration().getLoggers().forEach((name, logger) -> {
            Level level = logger.getLevel();
            levels.put(name.isEmpty() ? ROOT : name, level.name());
        });
        return levels;
    }

    /** Sets a logger's level, for example of {@code io.fairlead.sink} to {@code DEBUG}; why it is refused, if it is. */
    Optional<String> set(String logger, String word) {
        Optional<Level> level = Optional.ofNullable(Level.getLevel(word.strip().toUpperCase(java.util.Locale.ROOT)));
        if (level.isEmpty()) {
            return Optional.of("a level is one of OFF, ERROR, WARN, INFO, DEBUG, TRACE");
        }
        if (!NAME.matcher(logger).matches()) {
            return Optional.of("a logger is a package, a class, or root");
        }
        if (before.size() >= MOST && !before.containsKey(logger)) {
            return Optional.of("levels of " + MOST + " loggers are changed already; reset them");
        }
        before.computeIfAbsent(logger, LogLevels::own);
        apply(logger, level.get());
        LOG.warn("log level of {} is {} until it is reset or the process restarts", logger, level.get());
        return Optional.empty();
    }

    /** Every logger logs again as it was configured. */
    void reset() {
        before.forEach((logger, level) -> {
            if (level.isPresent()) {
                apply(logger, level.get());
            } else {
                LoggerContext context = LoggerContext.getContext(false);
                context.getConfiguration().removeLogger(logger);
                context.updateLoggers();
            }
        });
        before.clear();
        LOG.warn("log levels are as configured");
    }

    private static void apply(String logger, Level level) {
        if (logger.equals(ROOT)) {
            Configurator.setRootLevel(level);
        } else {
            Configurator.setLevel(LogManager.getLogger(logger), level);
        }
    }

    /** The level that a logger has of its own. */
    private static Optional<Level> own(String logger) {
        String name = logger.equals(ROOT) ? LogManager.ROOT_LOGGER_NAME : logger;
        LoggerConfig nearest =
                LoggerContext.getContext(false).getConfiguration().getLoggerConfig(name);
        return nearest.getName().equals(name) ? Optional.of(nearest.getLevel()) : Optional.empty();
    }
}
