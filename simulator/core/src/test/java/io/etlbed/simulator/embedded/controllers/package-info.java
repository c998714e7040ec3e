@NullMarked
package io.etlbed.simulator.embedded.controllers;

import org.jspecify.annotations.NullMarked;
