// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import java.io.FileNotFoundException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

import javax.inject.Singleton;

import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.utils.PropertiesProvider;
import org.postern.gateway.config.FilterConfiguration;
import org.postern.gateway.config.PosternConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;

/** The settings of {@code postern.properties}. */
class SettingsModule extends AbstractModule {
    private static final Logger LOGGER = LoggerFactory.getLogger(SettingsModule.class);

    @Override
    protected void configure() {
        bind(RandomGenerator.class).to(SecureRandom.class);
        bind(SecureRandom.class).toInstance(new SecureRandom());
    }

    @Provides
    @Singleton
    PosternConfiguration configuration(PropertiesProvider properties) throws ConfigurationException {
        try {
            return PosternConfiguration.from(properties.getConfiguration("postern"));
        } catch (FileNotFoundException e) {
            LOGGER.warn("There is no postern.properties: defaults apply, and no domain is relayed");
            return PosternConfiguration.defaults();
        }
    }

    @Provides
    FilterConfiguration filter(PosternConfiguration configuration) {
        return configuration.filter();
    }
}
