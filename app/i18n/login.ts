import { defineWords } from './define-words';

export const loginWords = defineWords({
  'zh-CN': {
    title: '登录邻桩',
    residentIntro: '居民用手机号和短信验证码登录，第一次登录即完成注册。',
    phone: '手机号',
    phoneExample: '11 位，例如 13800001234',
    sendCode: '获取验证码',
    codeTitle: '输入验证码',
    codeSent: (phone: string) => `验证码已发送到 ${phone}，5 分钟内有效。`,
    code: '短信验证码',
    codeExample: '6 位数字',
    enter: '登录',
    otherPhone: '换一个手机号',
    again: '重新获取验证码',
    demoCode: (code: string) => `演示环境不发短信，验证码是 ${code}`,
    staffLink: '物业、供电、运营商、街道人员用账号密码登录',
    residentLink: '居民用手机号登录',
    staffTitle: '工作人员登录',
    staffIntro: '物业、业委会、供电公司、运营商和街道办的账号由所在单位开通。',
    loginName: '账号',
    password: '密码',
    demoAccounts: '演示账号',

    demoPassword: (password: string) => `所有演示账号的密码都是 ${password}`,
    demoResidents: '演示住户的手机号（验证码显示在下一步）：',
    demoNewcomer: (joinCode: string, spaceCode: string) =>
      `想从头走一遍？用任意手机号登录，入户码 ${joinCode}，车位 ${spaceCode}。`,
    welcomeTitle: '怎么称呼您？',
    welcomeIntro: '请填写真实姓名：它会写进您的申请和施工建设同意书，其他住户看不到。',
    name: '姓名',
    save: '保存并继续',
    next: '登录后会回到刚才的页面。',
    errors: {
      phone: '手机号应为 11 位数字，以 1 开头，例如 13800001234',
      codeShape: '验证码是 6 位数字',
      wrongCode: (left: number) =>
        left > 0 ? `验证码不对，还可以再试 ${left} 次` : '验证码不对，请重新获取',
      expired: '验证码已过期或已用过，请重新获取',
      tooSoon: (seconds: number) => `刚刚已经发过验证码，请等 ${seconds} 秒后再获取`,
      tooMany: (minutes: number) => `尝试次数过多，请 ${minutes} 分钟后再试`,
      wrongLogin: '账号或密码不对。忘记密码请联系本单位管理员重置。',
      required: '请填写',
      name: '姓名应为 2 到 30 个字',
    },
  },
  en: {
    title: 'Log in to Linzhuang',
    residentIntro:
      'Residents log in with a mobile number and a code by SMS; the first login is the registration.',
    phone: 'Mobile number',
    phoneExample: '11 digits, for example 13800001234',
    sendCode: 'Send me a code',
    codeTitle: 'Enter the code',
    codeSent: (phone: string) => `A code was sent to ${phone}. It is good for 5 minutes.`,
    code: 'Code from the SMS',
    codeExample: '6 digits',
    enter: 'Log in',
    otherPhone: 'Use another number',
    again: 'Send a new code',
    demoCode: (code: string) => `This demonstration sends no SMS; the code is ${code}`,
    staffLink: 'Property, utility, operator and street office staff log in with a password',
    residentLink: 'Residents log in with a mobile number',
    staffTitle: 'Staff login',
    staffIntro:
      'Accounts of property managers, committees, utilities, operators and street offices are opened by their organisation.',
    loginName: 'Account',
    password: 'Password',
    demoAccounts: 'Demonstration accounts',

    demoPassword: (password: string) => `The password of every demonstration account is ${password}`,
    demoResidents: 'Mobile numbers of demonstration residents (the code is shown on the next step):',
    demoNewcomer: (joinCode: string, spaceCode: string) =>
      `To walk the whole way, log in with any number; join code ${joinCode}, parking space ${spaceCode}.`,
    welcomeTitle: 'What is your name?',
    welcomeIntro:
      'Please give your real name: it goes into your request and the consent letter; other residents do not see it.',
    name: 'Name',
    save: 'Save and go on',
    next: 'After the login you return to the page you came from.',
    errors: {
      phone: 'A mobile number has 11 digits and begins with 1, for example 13800001234',
      codeShape: 'The code has 6 digits',
      wrongCode: (left: number) =>
        left > 0
          ? `This is not the code; you have ${left} more attempts`
          : 'This is not the code; please ask for a new one',
      expired: 'The code has expired or was used; please ask for a new one',
      tooSoon: (seconds: number) =>
        `A code was just sent; please wait ${seconds} seconds before the next one`,
      tooMany: (minutes: number) => `Too many attempts; please try again in ${minutes} minutes`,
      wrongLogin:
        'Account or password is wrong. If you forgot it, ask the administrator of your organisation.',
      required: 'Please fill this in',
      name: 'A name has 2 to 30 characters',
    },
  },
});
