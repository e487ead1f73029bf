/** Sign-in through an OpenID Connect provider, and its pages. */
package org.offprint.web.api.signin;
