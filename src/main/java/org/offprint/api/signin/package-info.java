/** Sign-in of people at a provider of OpenID Connect, and the pages that they see of it. */
package org.offprint.api.signin;
